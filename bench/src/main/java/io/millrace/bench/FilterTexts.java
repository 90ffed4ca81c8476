package io.millrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Texts to filter: the {@code .txt} files in the folder {@code filters.texts} (a system property),
 * else generated prose with word lengths and frequencies of a European language.
 */
final class FilterTexts {

  private static final int DOCUMENTS = 400;
  private static final int VOCABULARY = 20_000;
  private static final String LETTERS =
      "eeeeeeaaaaoooiiiinnnnttttrrrsssllldddhhuuccmmppgvbfqyj\u00e9\u00e8\u00fc\u00f6\u00e7";

  private FilterTexts() {}

  static List<String> load() {
    String folder = System.getProperty("filters.texts", "");
    return folder.isEmpty() ? made() : read(Path.of(folder));
  }

  private static List<String> read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        texts.add(Files.readString(file, StandardCharsets.UTF_8));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> made() {
    SplittableRandom random = new SplittableRandom(7);
    String[] vocabulary = new String[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      int length = 1 + (int) (Math.log(i + 2) / 1.4) + random.nextInt(4);
      StringBuilder word = new StringBuilder();
      for (int k = 0; k < length; k++) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      vocabulary[i] = word.toString();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      texts.add(prose(vocabulary, random, 200 + random.nextInt(1800)));
    }
    return texts;
  }

  private static String prose(String[] vocabulary, SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      // frequencies follow Zipf's law
      int rank = (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
      text.append(vocabulary[rank]);
      int mark = random.nextInt(100);
      text.append(mark < 6 ? ", " : mark < 11 ? ". " : mark < 13 ? ".\n" : mark < 14 ? "'" : " ");
    }
    return text.append('.').toString();
  }
}
