package io.millrace.rephrase.gate.facts;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Spelled numbers and names of months in a language, from the data of ICU, so that {@code 6} equals
 * {@code six} and {@code 3} equals {@code March}. Inflected forms without a rule in ICU are not
 * recognised.
 */
final class NumberWords {

  /** Largest number with known spellings. */
  static final int LARGEST = 100;

  private static final int MOST_WORDS = 4;
  private static final Map<String, NumberWords> BY_LANGUAGE = new ConcurrentHashMap<>();

  /** Spellings of each number, as tokens. */
  private final List<List<Tokens>> spellings = new ArrayList<>();

  private final List<List<Tokens>> months = new ArrayList<>();

  /** Spellings of numbers from two on, by the hash of their first word. */
  private final Map<Long, List<Spelling>> byFirstWord = new HashMap<>();

  /** A number and one of its spellings. */
  private record Spelling(int number, Tokens words) {}

  private NumberWords(ULocale locale) {
    var format = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
    List<String> rules = new ArrayList<>();
    for (String rule : format.getRuleSetNames()) {
      boolean alone = rule.startsWith("%spellout-numbering") && !rule.endsWith("year");
      if (alone || rule.startsWith("%spellout-cardinal") || rule.startsWith("%spellout-ordinal")) {
        rules.add(rule);
      }
    }
    for (int n = 0; n <= LARGEST; n++) {
      List<Tokens> words = new ArrayList<>();
      for (String rule : rules) {
        words.add(Tokens.of(format.format((long) n, rule).replace("\u00AD", "")));
      }
      spellings.add(List.copyOf(words));
      for (Tokens word : words) {
        if (n > 1 && word.size() > 0) {
          byFirstWord
              .computeIfAbsent(word.hash(0), h -> new ArrayList<>())
              .add(new Spelling(n, word));
        }
      }
    }
    DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
    for (int month = 0; month < 12; month++) {
      List<Tokens> names = new ArrayList<>();
      for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
        for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
          String name = symbols.getMonths(context, width)[month];
          if (name.codePointCount(0, name.length()) > 2) {
            names.add(Tokens.of(name));
          }
        }
      }
      months.add(List.copyOf(names));
    }
  }

  /**
   * Numbers of a language by its ISO 639 code; of English when ICU cannot spell in the language.
   */
  static NumberWords of(String language) {
    // only languages of ICU are cached: the code may come from a document
    ULocale locale = new ULocale(language.length() > 3 ? "" : language);
    String known = RuleBasedNumberFormatLocales.isKnown(locale) ? locale.getLanguage() : "en";
    return BY_LANGUAGE.computeIfAbsent(known, l -> new NumberWords(new ULocale(l)));
  }

  /**
   * The number from two on with the longest spelling that begins at a token, as {@code number << 8
   * | words}; 0 without one.
   */
  int at(Tokens text, int token) {
    int longest = 0;
    for (Spelling spelling : byFirstWord.getOrDefault(text.hash(token), List.of())) {
      int n = spelling.words().size();
      if (n > (longest & 0xFF) && spelling.words().isAt(text, token)) {
        longest = spelling.number() << 8 | n;
      }
    }
    return longest;
  }

  /** Whether the n-grams of a text spell a number or name the month of that number. */
  boolean has(Grams text, String number) {
    if (number.length() > 3 || number.indexOf('.') >= 0) {
      return false;
    }
    int n = Integer.parseInt(number);
    return n <= LARGEST && text.hasAny(spellings.get(n))
        || n >= 1 && n <= 12 && text.hasAny(months.get(n - 1));
  }

  /** Whether the n-grams of a text have a spelling of a number, which may be another word. */
  boolean spells(Grams text, int number) {
    return text.hasAny(spellings.get(number));
  }

  /** The n-grams of a text, of one to four words. */
  static final class Grams {

    private final LongOpenHashSet[] byLength = new LongOpenHashSet[MOST_WORDS + 1];

    Grams(Tokens text) {
      for (int n = 1; n <= MOST_WORDS; n++) {
        byLength[n] = new LongOpenHashSet(text.ngrams(n));
      }
    }

    private boolean hasAny(List<Tokens> words) {
      for (Tokens word : words) {
        int n = word.size();
        if (n > 0 && n <= MOST_WORDS && byLength[n].contains(word.ngrams(n)[0])) {
          return true;
        }
      }
      return false;
    }
  }

  /** Languages in which ICU can spell numbers. */
  private static final class RuleBasedNumberFormatLocales {

    private static final List<String> LANGUAGES = languages();

    private static List<String> languages() {
      List<String> languages = new ArrayList<>();
      for (ULocale locale : RuleBasedNumberFormat.getAvailableULocales()) {
        if (!languages.contains(locale.getLanguage())) {
          languages.add(locale.getLanguage());
        }
      }
      return List.copyOf(languages);
    }

    static boolean isKnown(ULocale locale) {
      return LANGUAGES.contains(locale.getLanguage());
    }
  }
}
