package io.millrace.pipelines.step.image;

import io.millrace.api.Rule;
import io.millrace.connectors.score.ImageTextScorer;
import io.millrace.connectors.score.OnnxScorer;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Rules;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import io.millrace.shards.pair.PairRow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Scores how well image and caption match. */
public final class ScoreStep implements Step {

  private final ImageScoreSettings settings;
  private final Rules rules;
  private ImageTextScorer scorer;

  public ScoreStep(ImageScoreSettings settings) {
    this.settings = settings;
    this.rules =
        new Rules(
            List.of(Rule.atLeast(DropReason.IMAGE_TEXT_SCORE, "score", settings.threshold())),
            signals());
  }

  @Override
  public void prepare() throws IOException {
    scorer = OnnxScorer.open(settings.model());
  }

  @Override
  public List<String> signals() {
    return List.of("score");
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) throws IOException {
    Optional<byte[]> image = working.image().flatMap(ImagePart::image);
    if (image.isEmpty()) {
      return Optional.empty();
    }
    float score = scorer.score(image.get(), working.document().text());
    working.signals()[offset] = score;
    SortedMap<String, String> metadata = new TreeMap<>(working.document().metadata());
    metadata.put(PairRow.SCORE, Float.toString(score));
    working.replace(working.document().withMetadata(metadata));
    return rules.firstBroken(working.document().language(), working.signals(), offset);
  }
}
