package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.Parts.Cut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A grammar of the answers that take parts out of a passage and change nothing else, in the
 * notation of llama.cpp (GBNF). Of each sentence that has parts which may go at least one goes, and
 * something of every sentence stays.
 *
 * <p>The rules are a finite automaton: {@code aN} before and {@code bN} after the first cut of a
 * sentence, at the N-th place where a cut begins or ends.
 */
public final class DeletionGrammar {

  /** Longer passages are left to the model: rules are read for every request. */
  static final int MOST_CHARACTERS = 8_000;

  private DeletionGrammar() {}

  /** Whether there are word lists for a language. */
  public static boolean knows(String language) {
    return CutWords.of(language).isPresent();
  }

  /**
   * The grammar for a passage; empty where no answer could pass: where too little may go, in
   * languages without word lists, in scripts without spaces, and in passages with control
   * characters or more than 8,000 characters.
   *
   * @param language ISO 639 code
   * @param limits of length and copying, which the shortest answer must keep
   */
  public static Optional<String> of(String passage, String language, KindLimits limits) {
    String text = Comparison.prepared(passage.strip());
    if (text.length() > MOST_CHARACTERS || text.chars().anyMatch(DeletionGrammar::isControl)) {
      return Optional.empty();
    }
    Tokens tokens = Tokens.of(text);
    Sentences sentences = Sentences.of(tokens);
    List<List<Cut>> cuts = Parts.of(tokens, sentences, language);
    boolean none = tokens.isUnspaced() || cuts.stream().allMatch(List::isEmpty);
    if (none || !isEnough(tokens, shortest(text, cuts), limits)) {
      return Optional.empty();
    }
    StringBuilder rules = new StringBuilder();
    int place = 0;
    for (int i = 0; i < cuts.size(); i++) {
      int start = i == 0 ? 0 : tokens.start(sentences.from(i));
      int end = i + 1 == cuts.size() ? text.length() : tokens.start(sentences.to(i));
      place = write(rules, text.substring(0, end), start, cuts.get(i), place);
    }
    return Optional.of("root ::= a0\n" + rules + "a" + place + " ::= \"\"\n");
  }

  private static boolean isControl(int c) {
    return c != '\n' && Character.isISOControl(c);
  }

  /** The passage without the longest part of each sentence. */
  private static Tokens shortest(String text, List<List<Cut>> cuts) {
    StringBuilder left = new StringBuilder(text);
    for (int i = cuts.size() - 1; i >= 0; i--) {
      cuts.get(i).stream()
          .max(Comparator.comparingInt(cut -> cut.to() - cut.from()))
          .ifPresent(cut -> left.delete(cut.from(), cut.to()));
    }
    return Tokens.of(left.toString());
  }

  private static boolean isEnough(Tokens passage, Tokens shortest, KindLimits limits) {
    return shortest.size() > 0
        && shortest.text().length() <= limits.maxLengthRatio() * passage.text().length()
        && CommonRun.longest(passage, shortest) <= limits.maxCopiedRun() * shortest.size();
  }

  /** Writes a sentence's rules and returns the place after it. */
  private static int write(StringBuilder rules, String text, int start, List<Cut> cuts, int place) {
    SortedSet<Integer> places = new TreeSet<>(List.of(start, text.length()));
    cuts.forEach(
        cut -> {
          places.add(cut.from());
          places.add(cut.to());
        });
    List<Integer> at = new ArrayList<>(places);
    int last = cuts.stream().mapToInt(Cut::from).max().orElse(-1);
    int end = at.size() - 1;
    for (int i = 0; i < end; i++) {
      String kept = quoted(text.substring(at.get(i), at.get(i + 1)));
      String next = place + i + 1 == place + end ? "a" + (place + end) : "b" + (place + i + 1);
      List<String> before = new ArrayList<>();
      List<String> after = new ArrayList<>();
      after.add(kept + " " + next);
      if (cuts.isEmpty()) {
        before.add(kept + " a" + (place + end));
      } else if (last >= at.get(i + 1)) {
        before.add(kept + " a" + (place + i + 1));
      }
      for (Cut cut : cuts) {
        if (cut.from() == at.get(i)) {
          int to = at.indexOf(cut.to());
          String skip = to == end ? "a" + (place + end) : "b" + (place + to);
          before.add(skip);
          after.add(skip);
        }
      }
      if (!before.isEmpty()) {
        rules
            .append("a")
            .append(place + i)
            .append(" ::= ")
            .append(String.join(" | ", before))
            .append('\n');
      }
      if (i > 0) {
        rules
            .append("b")
            .append(place + i)
            .append(" ::= ")
            .append(String.join(" | ", after))
            .append('\n');
      }
    }
    return place + end;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
