package io.millrace.rephrase.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By how many negations do passage and answer differ? A word count from lists for some languages:
 * good for finding answers to look at, too coarse to decide on by itself.
 */
final class NegationGate implements Gate {

  private static final SortedMap<String, List<Tokens>> WORDS = read();

  private final GateSettings settings;

  NegationGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(Comparison texts) {
    List<Tokens> words = WORDS.getOrDefault(texts.input().language(), List.of());
    int change = count(words, texts.answer()) - count(words, texts.source());
    GateResult.Builder result = new GateResult.Builder().signal("negation_change", change);
    int most = settings.maxNegationChange();
    return result
        .failIf(
            Math.abs(change) > most, "negation_change", change, most, GateReason.NEGATION_CHANGED)
        .build();
  }

  private static int count(List<Tokens> words, Tokens text) {
    int count = 0;
    for (int i = 0; i < text.size(); i++) {
      for (Tokens word : words) {
        if (isAt(word, text, i)) {
          count++;
          break;
        }
      }
    }
    return count;
  }

  private static boolean isAt(Tokens word, Tokens text, int at) {
    int i = 0;
    while (i < word.size() && at + i < text.size() && text.hash(at + i) == word.hash(i)) {
      i++;
    }
    return i == word.size();
  }

  /** A line is a language, a tab, and words with spaces between. */
  private static SortedMap<String, List<Tokens>> read() {
    SortedMap<String, List<Tokens>> words = new TreeMap<>();
    try (InputStream in = NegationGate.class.getResourceAsStream("negations.tsv")) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : file.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] fields = line.split("\t", 2);
        List<Tokens> own = new ArrayList<>();
        for (String word : fields[1].split(" ")) {
          own.add(Tokens.of(word));
        }
        words.put(fields[0], List.copyOf(own));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
