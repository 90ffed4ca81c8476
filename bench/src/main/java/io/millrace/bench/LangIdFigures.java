package io.millrace.bench;

import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.langid.LanguageIdentifier.Prediction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Language identification from the command line, for comparison with fastText's program: {@code
 * LangIdFigures MODEL TEXTS OUT K} writes up to K labels and scores for every line of a UTF-8 file,
 * separated by tabs.
 */
public final class LangIdFigures {
  private LangIdFigures() {}

  public static void main(String[] args) throws IOException {
    FastTextModel model = FastTextModel.read(Path.of(args[0]));
    List<String> texts = Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8);
    predict(model, texts, Path.of(args[2]), Integer.parseInt(args[3]));
  }

  private static void predict(FastTextModel model, List<String> texts, Path out, int k)
      throws IOException {
    FastTextIdentifier identifier = new FastTextIdentifier(model);
    try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      for (String text : texts) {
        StringBuilder line = new StringBuilder();
        List<Prediction> predictions =
            k == 1 ? List.of(identifier.identify(text)) : identifier.topK(text, k);
        for (Prediction prediction : predictions) {
          line.append(line.isEmpty() ? "" : "\t").append(prediction.language());
          line.append('\t').append(prediction.score());
        }
        writer.append(line).append('\n');
      }
    }
  }
}
