package io.millrace.app.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.trainer.ablate.RunScores;
import io.millrace.trainer.evaluate.ClozeAnswer;
import io.millrace.trainer.evaluate.ClozeQuestion;
import io.millrace.trainer.evaluate.DocumentScore;
import io.millrace.trainer.evaluate.HeldOutDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores the scores of a finished run of an ablation, with the identity of the ablation. */
final class AblationRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "scores.json";
  private static final int POINTS = 200;

  private AblationRun() {}

  /** Writes the scores of a run, which marks it as finished. */
  static void write(Path folder, String identity, RunScores scores) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("identity", identity);
    ArrayNode documents = node.putArray("documents");
    for (DocumentScore score : scores.documents()) {
      documents.addArray().add(score.tokens()).add(score.bytes()).add(score.nats());
    }
    ArrayNode answers = node.putArray("correct");
    scores.answers().forEach(answer -> answers.add(answer.correct()));
    Path part = folder.resolve(FILE + ".part");
    Files.write(part, JSON.writeValueAsBytes(node));
    Files.move(
        part,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Scores of a run; empty unless it finished with the same identity, documents and questions. */
  static Optional<RunScores> read(
      Path folder, String identity, List<HeldOutDocument> documents, List<ClozeQuestion> questions)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode node = JSON.readTree(file.toFile());
    JsonNode scored = node.path("documents");
    JsonNode correct = node.path("correct");
    if (!node.path("identity").asText().equals(identity)
        || scored.size() != documents.size()
        || correct.size() != questions.size()) {
      return Optional.empty();
    }
    List<DocumentScore> scores = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      JsonNode one = scored.get(i);
      HeldOutDocument document = documents.get(i);
      scores.add(
          new DocumentScore(
              document.id(),
              document.tag(),
              one.path(0).asLong(),
              one.path(1).asLong(),
              one.path(2).asDouble()));
    }
    List<ClozeAnswer> answers = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      ClozeQuestion question = questions.get(i);
      answers.add(
          new ClozeAnswer(question.document(), question.language(), correct.get(i).asBoolean()));
    }
    return Optional.of(new RunScores(scores, answers));
  }

  /** The loss over a run as at most 200 points [tokens, mean loss]. */
  static List<double[]> curve(Path folder) throws IOException {
    List<String> lines =
        Files.readAllLines(folder.resolve("metrics.jsonl"), StandardCharsets.UTF_8);
    int stretch = Math.max(1, (lines.size() + POINTS - 1) / POINTS);
    List<double[]> points = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += stretch) {
      double sum = 0;
      int count = 0;
      double tokens = 0;
      for (String line : lines.subList(from, Math.min(lines.size(), from + stretch))) {
        JsonNode step = JSON.readTree(line);
        tokens = step.path("tokens").asDouble();
        if (step.path("loss").isNumber()) {
          sum += step.path("loss").asDouble();
          count++;
        }
      }
      if (count > 0) {
        points.add(new double[] {tokens, sum / count});
      }
    }
    return points;
  }
}
