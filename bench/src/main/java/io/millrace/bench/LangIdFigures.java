package io.millrace.bench;

import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.langid.LanguageIdentifier.Prediction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Language identification from the command line, for comparison with fastText's program.
 *
 * <p>{@code predict MODEL TEXTS OUT K} writes up to K labels and scores for every line of a UTF-8
 * file, separated by tabs. {@code time MODEL TEXTS ROUNDS} identifies all lines ROUNDS times and
 * prints the speed of each round in MB/s of processor time.
 */
public final class LangIdFigures {
  private LangIdFigures() {}

  public static void main(String[] args) throws IOException {
    FastTextModel model = FastTextModel.read(Path.of(args[1]));
    List<String> texts = Files.readAllLines(Path.of(args[2]), StandardCharsets.UTF_8);
    if (args[0].equals("predict")) {
      predict(model, texts, Path.of(args[3]), Integer.parseInt(args[4]));
    } else {
      time(model, texts, Files.size(Path.of(args[2])), Integer.parseInt(args[3]));
    }
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

  private static void time(FastTextModel model, List<String> texts, long bytes, int rounds) {
    FastTextIdentifier identifier = new FastTextIdentifier(model);
    for (int round = 0; round < rounds; round++) {
      double sum = 0;
      long start = cpuNanos();
      for (String text : texts) {
        sum += identifier.identify(text).score();
      }
      double seconds = (cpuNanos() - start) / 1e9;
      System.out.printf(
          Locale.ROOT, "%.1f MB/s, mean score %.4f%n", bytes / 1e6 / seconds, sum / texts.size());
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
