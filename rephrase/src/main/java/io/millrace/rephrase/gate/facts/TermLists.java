package io.millrace.rephrase.gate.facts;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import io.millrace.corpus.ResourceLines;
import io.millrace.rephrase.gate.text.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Terms of small closed classes (days, seasons, directions, relatives, colours, units in words) and
 * pairs of opposites, from {@code terms.tsv}; days and months from the data of ICU.
 */
final class TermLists {

  private static final int SHORTEST_BEGINNING = 3;
  private static final int LONGEST_BEGINNING = 14;
  private static final int LONGEST_WORD = 40;
  private static final int SYMBOL = 2;
  private static final SortedMap<String, TermLists> LISTED = read();

  /** Ids of terms, by whole word and by prefix. */
  private final Map<String, List<Integer>> words = new HashMap<>();

  private final Map<String, List<Integer>> beginnings = new HashMap<>();

  /** By id: the id of the opposite, or -1. */
  private final List<Integer> opposites = new ArrayList<>();

  private final Map<Integer, String> months = new HashMap<>();

  private TermLists(String language) {
    DateFormatSymbols symbols = DateFormatSymbols.getInstance(new ULocale(language));
    addNames(symbols.getWeekdays(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE));
    int month = opposites.size();
    addNames(symbols.getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE));
    for (int i = 1; month < opposites.size(); i++) {
      months.put(month++, Integer.toString(i));
    }
  }

  /**
   * Terms of a language by its ISO 639 code; without a list only days and months of the root
   * locale.
   */
  static TermLists of(String language) {
    return LISTED.getOrDefault(language, LISTED.get(""));
  }

  /** Ids of the terms in a text. */
  SortedSet<Integer> in(Tokens text) {
    SortedSet<Integer> found = new TreeSet<>();
    for (int i = 0; i < text.size(); i++) {
      found.addAll(at(text, i));
    }
    return found;
  }

  private List<Integer> at(Tokens text, int i) {
    int length = text.end(i) - text.start(i);
    if (length >= LONGEST_WORD || length <= SYMBOL && !isUnit(text, i)) {
      return List.of();
    }
    String word = text.word(i).toLowerCase(Locale.ROOT);
    List<Integer> found = new ArrayList<>(words.getOrDefault(word, List.of()));
    int most = Math.min(LONGEST_BEGINNING, word.length());
    for (int n = SHORTEST_BEGINNING; n <= most; n++) {
      found.addAll(beginnings.getOrDefault(word.substring(0, n), List.of()));
    }
    return found;
  }

  /** Whether one or two letters may be the symbol of a unit: only after a number. */
  private static boolean isUnit(Tokens text, int i) {
    return i > 0 && Numbers.isDigit(text.text().codePointAt(text.start(i - 1)));
  }

  /** Id of the opposite; -1 for a term of a closed class. */
  int opposite(int term) {
    return opposites.get(term);
  }

  /** Number of the month that a term names; "" for other terms. */
  String month(int term) {
    return months.getOrDefault(term, "");
  }

  private void addNames(String[] names) {
    for (String name : names) {
      if (name.length() > 2) {
        words.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(next(-1));
      }
    }
  }

  private int next(int opposite) {
    opposites.add(opposite);
    return opposites.size() - 1;
  }

  private void add(int term, String forms) {
    for (String form : forms.trim().split("/")) {
      boolean beginning = form.endsWith("*");
      String text = beginning ? form.substring(0, form.length() - 1) : form;
      (beginning ? beginnings : words).computeIfAbsent(text, n -> new ArrayList<>()).add(term);
    }
  }

  /** Adds the terms of a line: language, tab, {@code class} or {@code opposites}, tab, terms. */
  private void addLine(String kind, String terms) {
    if (kind.equals("class")) {
      for (String term : terms.split(" ")) {
        add(next(-1), term);
      }
    } else {
      for (String pair : terms.split(" ")) {
        String[] sides = pair.split("\\|");
        int one = next(opposites.size() + 1);
        int other = next(one);
        add(one, sides[0]);
        add(other, sides[1]);
      }
    }
  }

  private static SortedMap<String, TermLists> read() {
    SortedMap<String, TermLists> lists = new TreeMap<>();
    lists.put("", new TermLists("root"));
    for (String line : ResourceLines.of(TermLists.class, "terms.tsv")) {
      String[] fields = line.split("\t");
      lists.computeIfAbsent(fields[0], TermLists::new).addLine(fields[1], fields[2]);
    }
    return lists;
  }
}
