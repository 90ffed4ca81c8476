package io.millrace.rephrase.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Words of some languages that say little by themselves, groups of those that limit, and of those
 * that may stand for each other, and words at which a sentence must not be cut.
 */
final class WordLists {

  private static final int SHORTEST_BEGINNING = 3;
  private static final String CONDITION = "!";
  private static final WordLists NONE = new WordLists(Set.of());
  private static final SortedMap<String, WordLists> LISTED = read();

  private final Set<String> function;
  private final Map<String, Integer> limiters = new HashMap<>();
  private final Map<String, Integer> beginnings = new HashMap<>();
  private final Set<Integer> conditions = new HashSet<>();
  private int groups;
  private Set<String> ties = Set.of();
  private Set<String> conjunctions = Set.of();
  private Set<String> pronouns = Set.of();
  private final Map<String, Integer> synonyms = new HashMap<>();
  private final Map<String, Integer> synonymBeginnings = new HashMap<>();

  private WordLists(Set<String> function) {
    this.function = function;
  }

  /** Of a language by its ISO 639 code; empty ones where there is no list. */
  static WordLists of(String language) {
    return LISTED.getOrDefault(language, NONE);
  }

  /** Whether a word in lower case says little. */
  boolean isFunction(String word) {
    return function.contains(word);
  }

  int groups() {
    return groups;
  }

  /** The group of a word in lower case that limits, or -1. */
  int group(String word) {
    return find(limiters, beginnings, word);
  }

  /** Whether what follows holds only under the condition that such a word names. */
  boolean isCondition(int limiters) {
    return conditions.contains(limiters);
  }

  /** Whether a word in lower case ties what follows to the word before. */
  boolean ties(String word) {
    return ties.contains(word);
  }

  boolean isConjunction(String word) {
    return conjunctions.contains(word);
  }

  boolean isPronoun(String word) {
    return pronouns.contains(word);
  }

  /** The group of words that may stand for a word in lower case, or -1. */
  int synonyms(String word) {
    return find(synonyms, synonymBeginnings, word);
  }

  /** The whole word, else the longest beginning. */
  private static int find(Map<String, Integer> words, Map<String, Integer> starts, String word) {
    Integer group = words.get(word);
    for (int n = word.length(); group == null && n >= SHORTEST_BEGINNING - 1; n--) {
      group = starts.get(word.substring(0, n));
    }
    return group == null ? -1 : group;
  }

  private static int add(
      String line, int first, Map<String, Integer> words, Map<String, Integer> starts) {
    int next = first;
    for (String group : line.split(" ")) {
      for (String word : group.split("/")) {
        if (word.endsWith("*")) {
          starts.putIfAbsent(word.substring(0, word.length() - 1), next);
        } else {
          words.putIfAbsent(word, next);
        }
      }
      next++;
    }
    return next;
  }

  private static SortedMap<String, WordLists> read() {
    SortedMap<String, WordLists> lists = new TreeMap<>();
    for (String[] fields : lines("function-words.tsv")) {
      lists.put(fields[0], new WordLists(new HashSet<>(List.of(fields[1].split(" ")))));
    }
    for (String[] fields : lines("limiters.tsv")) {
      WordLists of = lists.get(fields[0]);
      List<String> groups = List.of(fields[1].split(" "));
      for (int group = 0; group < groups.size(); group++) {
        if (groups.get(group).startsWith(CONDITION)) {
          of.conditions.add(group);
        }
      }
      of.groups = add(fields[1].replace(CONDITION, ""), 0, of.limiters, of.beginnings);
    }
    for (String[] fields : lines("shortening.tsv")) {
      WordLists of = lists.get(fields[0]);
      of.ties = Set.of(fields[1].split(" "));
      of.conjunctions = Set.of(fields[2].split(" "));
      of.pronouns = Set.of(fields[3].split(" "));
    }
    for (String[] fields : lines("synonyms.tsv")) {
      WordLists of = lists.get(fields[0]);
      add(fields[1], 0, of.synonyms, of.synonymBeginnings);
    }
    return lists;
  }

  private static Iterable<String[]> lines(String name) {
    try (InputStream in = WordLists.class.getResourceAsStream(name)) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return file.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
