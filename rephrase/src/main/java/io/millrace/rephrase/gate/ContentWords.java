package io.millrace.rephrase.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of a text that say something, in their order, and where a word of another text is among
 * them: as it is, with another ending, as one of a list of synonyms, or as part of a compound. What
 * only looks alike is not the same: <em>completes</em> is not <em>replaces</em>.
 */
final class ContentWords {

  private static final int LONGEST = 40;
  private static final int SHORTEST = 2;
  private static final int BEGINNING = 3;
  private static final int PART = 4;
  private static final int COMPOUND = 8;
  private static final int MOST_ENDING = 4;
  private static final double LEAST_ALIKE = .6;

  /** Forms that one word is compared with: bounds the time of hostile texts. */
  private static final int MOST_FORMS = 64;

  private static final int MOST_PLACES = 16;

  final List<String> words = new ArrayList<>();

  /** The sentence of each word. */
  final List<Integer> sentences = new ArrayList<>();

  private final boolean compounds;
  private final WordLists lists;
  private final Map<Integer, List<Integer>> synonyms = new HashMap<>();
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final Map<String, List<String>> forms = new HashMap<>();
  private final Set<String> parts = new HashSet<>();

  private ContentWords(boolean compounds, WordLists lists) {
    this.compounds = compounds;
    this.lists = lists;
  }

  /**
   * @param compounds whether the language writes compounds as one word
   */
  static ContentWords of(Tokens text, WordLists lists, boolean compounds) {
    ContentWords all = new ContentWords(compounds, lists);
    Sentences sentences = Sentences.of(text);
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      for (int i = sentences.from(sentence); i < sentences.to(sentence); i++) {
        int length = text.end(i) - text.start(i);
        boolean unspaced = Tokens.isUnspaced(text.text().codePointAt(text.start(i)));
        boolean digit = Numbers.isDigit(text.text().codePointAt(text.start(i)));
        if (length <= LONGEST && (length >= SHORTEST || unspaced || digit)) {
          String word = text.word(i).toLowerCase(Locale.ROOT);
          if (!lists.isFunction(word)) {
            all.add(word, sentence);
          }
        }
      }
    }
    return all;
  }

  int size() {
    return words.size();
  }

  private void add(String word, int sentence) {
    List<Integer> at = places.computeIfAbsent(word, w -> new ArrayList<>());
    if (at.isEmpty()) {
      if (word.length() >= BEGINNING) {
        forms.computeIfAbsent(word.substring(0, BEGINNING), b -> new ArrayList<>()).add(word);
      }
      if (compounds) {
        addParts(word);
      }
    }
    if (at.size() < MOST_PLACES) {
      at.add(words.size());
    }
    int group = lists.synonyms(word);
    if (group >= 0) {
      List<Integer> alike = synonyms.computeIfAbsent(group, g -> new ArrayList<>());
      if (alike.size() < MOST_PLACES) {
        alike.add(words.size());
      }
    }
    words.add(word);
    sentences.add(sentence);
  }

  private void addParts(String word) {
    for (int n = PART; n <= word.length(); n++) {
      parts.add(word.substring(0, n));
      parts.add(word.substring(word.length() - n));
    }
  }

  /** Where a word is; empty for one that is not there in any form. */
  List<Integer> places(String word) {
    List<Integer> exact = places.get(word);
    if (exact != null) {
      return exact;
    }
    List<Integer> found = new ArrayList<>();
    if (word.length() >= BEGINNING && !Numbers.isDigit(word.codePointAt(0))) {
      List<String> candidates = forms.getOrDefault(word.substring(0, BEGINNING), List.of());
      for (String form : candidates.subList(0, Math.min(MOST_FORMS, candidates.size()))) {
        if (isForm(word, form)) {
          found.addAll(places.get(form));
        }
      }
    }
    int group = found.isEmpty() ? lists.synonyms(word) : -1;
    return group < 0 ? found : synonyms.getOrDefault(group, List.of());
  }

  /** Whether a word is put together from parts of words, or is a part of one. */
  boolean hasParts(String word) {
    if (!compounds || word.length() < PART) {
      return false;
    }
    if (parts.contains(word)) {
      return true;
    }
    for (int n = PART; word.length() >= COMPOUND && n <= word.length() - PART; n++) {
      String head = word.substring(0, n);
      boolean linked = head.endsWith("s") || head.endsWith("n");
      String bare = linked && n > PART ? head.substring(0, n - 1) : head;
      if (parts.contains(word.substring(n)) && (parts.contains(head) || parts.contains(bare))) {
        return true;
      }
    }
    return false;
  }

  /** Whether two words differ in their endings only. */
  private static boolean isForm(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int same = 0;
    while (same < most && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    int longest = Math.max(one.length(), other.length());
    return same >= BEGINNING && same >= LEAST_ALIKE * longest && longest - same <= MOST_ENDING;
  }
}
