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
    /** Words that begin a main clause with its subject. */
    OPENING,
    PREPOSITION,
    /** Prepositions that hardly ever belong to the word before them, as in <em>increase in</em>. */
    CIRCUMSTANCE,
    /** Participles that begin a part wherever it stands. */
    PARTICIPLE,
    /** Participles that look like finite verbs: they begin a part only between two marks. */
    ASIDE,
    /** What is said holds at that time only: <em>when</em>. */
    WHEN,
    /** By whose word, or under what condition, the rest holds: <em>according to</em>. */
    BOUND,
    /** Words that begin a sentence whose main clause comes after the first mark. */
    SUBORDINATE,
    /** Forms of to be and to have that begin a predicate. */
    VERB,
    /** Verbs that tell what happened once. */
    PAST,
    /** Verbs that may tell what holds in general. */
    PRESENT,
    /** Words that say of how much, or by what comparison, the rest of their clause holds. */
    SCOPE,
    /** Words before a noun in the singular. */
    SINGULAR,
    /** Adjectives before a noun. */
    ADJECTIVE,
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
