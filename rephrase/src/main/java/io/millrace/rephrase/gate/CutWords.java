package io.millrace.rephrase.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words of a language by which it is told where a sentence may be cut, from {@code cuts.tsv}. */
final class CutWords {

  /** What a word at the beginning of a part says of that part. */
  enum Kind {
    /** Another clause is added: <em>and</em>. */
    JOIN,
    /** Another clause is set against the one before: <em>but</em>. */
    CONTRAST,
    /** A reason, an outcome, an aim or a concession: <em>because</em>. */
    REASON,
    RELATIVE,
    /** Indefinite articles, which begin an apposition. */
    ARTICLE,
    /** Definite articles that are pronouns, too: French <em>le</em>. */
    DEFINITE,
    /** Adverbs that stand alone before a sentence's first comma: <em>However, ...</em>. */
    INTRO,
    /** Words that begin a main clause with its subject. */
    OPENING,
    /** Pronouns that are a subject. */
    SUBJECT,
    /** Verbs that are no participles, nor anything else. */
    FINITE,
    /** Participles that begin an outcome, an example or a use of what is said. */
    PARTICIPLE,
    /** Those of them that begin a list of their own. */
    INCLUDING,
    /** What is said holds at that time only: <em>when</em>. */
    WHEN,
    /** By whose word, or under what condition, the rest holds: <em>according to</em>. */
    BOUND,
    /** Words that say of how much, or by what comparison, the rest of their clause holds. */
    SCOPE,
    /** Adverbs that add weight to what is true without them. */
    ADVERB
  }

  private static final String ENDING = "*";
  private static final int SHORTEST_STEM = 2;
  private static final SortedMap<String, CutWords> LISTED = read();

  private final Map<Kind, Set<String>> words = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> endings = new EnumMap<>(Kind.class);

  private CutWords() {}

  /** Of a language by its ISO 639 code; empty if it is not listed. */
  static Optional<CutWords> of(String language) {
    return Optional.ofNullable(LISTED.get(language));
  }

  /** Whether a word in lower case is of a kind. */
  boolean is(Kind kind, String word) {
    return words.getOrDefault(kind, Set.of()).contains(word)
        || endings.getOrDefault(kind, List.of()).stream()
            .anyMatch(
                ending ->
                    word.endsWith(ending) && word.length() >= ending.length() + SHORTEST_STEM);
  }

  private void add(Kind kind, String[] all) {
    for (String word : all) {
      if (word.startsWith(ENDING)) {
        endings.computeIfAbsent(kind, k -> new ArrayList<>()).add(word.substring(1));
      } else {
        words.computeIfAbsent(kind, k -> new HashSet<>()).add(word);
      }
    }
  }

  private static SortedMap<String, CutWords> read() {
    SortedMap<String, CutWords> lists = new TreeMap<>();
    try (InputStream in = CutWords.class.getResourceAsStream("cuts.tsv")) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : file.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] fields = line.split("\t");
        Kind kind = Kind.valueOf(fields[1].toUpperCase(Locale.ROOT));
        lists.computeIfAbsent(fields[0], l -> new CutWords()).add(kind, fields[2].split(" "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lists;
  }
}
