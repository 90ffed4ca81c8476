package io.millrace.filters.culturax;

import io.millrace.api.TextAnalysis;
import io.millrace.filters.text.TextAnalyzer;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists of flagged words by language; an entry may be a phrase of up to four words. */
final class FlaggedWords {

  private static final int MAX_WORDS = 4;

  private final SortedMap<String, LongOpenHashSet[]> lists = new TreeMap<>();

  /**
   * @param files file of each language, UTF-8, one entry a line; {@code #} starts a comment
   * @throws IllegalArgumentException when a file does not exist or has an entry of more than four
   *     words
   */
  FlaggedWords(SortedMap<String, String> files) {
    TextAnalyzer analyzer = new TextAnalyzer();
    files.forEach((language, file) -> lists.put(language, read(language, Path.of(file), analyzer)));
  }

  /** Share of words in entries, at most 1; NaN when the language has no list. */
  double share(TextAnalysis analysis, String language) {
    LongOpenHashSet[] list = lists.get(language);
    if (list == null) {
      return Double.NaN;
    }
    int words = analysis.words();
    long[] hashes = analysis.foldedWordHashes();
    long flagged = 0;
    for (int length = 1; length <= MAX_WORDS; length++) {
      if (list[length].isEmpty()) {
        continue;
      }
      for (int i = 0; i + length <= words; i++) {
        flagged += list[length].contains(hash(hashes, i, length)) ? length : 0;
      }
    }
    return words == 0 ? 0 : Math.min(1, (double) flagged / words);
  }

  private static LongOpenHashSet[] read(String language, Path file, TextAnalyzer analyzer) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "flagged_words has '" + file + "' for " + language + ", which is not a file");
    }
    LongOpenHashSet[] list = new LongOpenHashSet[MAX_WORDS + 1];
    for (int length = 1; length <= MAX_WORDS; length++) {
      list[length] = new LongOpenHashSet();
    }
    for (String line : lines(file)) {
      if (!line.startsWith("#")) {
        TextAnalysis entry = analyzer.analyze(line);
        if (entry.words() > MAX_WORDS) {
          throw new IllegalArgumentException(
              "flagged_words: '" + line.strip() + "' in " + file + " has more than 4 words");
        }
        if (entry.words() > 0) {
          list[entry.words()].add(hash(entry.foldedWordHashes(), 0, entry.words()));
        }
      }
    }
    return list;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long hash(long[] words, int start, int length) {
    long hash = words[start];
    for (int i = 1; i < length; i++) {
      hash = hash * 0x9E3779B97F4A7C15L + words[start + i];
    }
    return hash;
  }
}
