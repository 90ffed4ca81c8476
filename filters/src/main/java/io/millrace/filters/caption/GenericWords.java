package io.millrace.filters.caption;

import io.millrace.filters.text.WordSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Words for image, in {@code generic-words.txt} and {@code image-prefixes.txt}. */
final class GenericWords {

  private GenericWords() {}

  /** Words that, alone or together, say nothing of an image. */
  static WordSet words() {
    TreeSet<String> words = new TreeSet<>();
    for (String line : lines("generic-words.txt")) {
      words.addAll(List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")));
    }
    return WordSet.of(words);
  }

  /** Lines that are not empty and no comment. */
  static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    try (InputStream file = GenericWords.class.getResourceAsStream(name)) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
