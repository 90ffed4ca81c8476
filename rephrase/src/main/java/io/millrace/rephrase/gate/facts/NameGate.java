package io.millrace.rephrase.gate.facts;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Checks that the answer keeps names and invents none. In scripts with capital letters a name is a
 * capitalised word within a sentence; in languages that capitalise every noun, the last of several
 * consecutive such words. In other scripts, Latin words and longer runs of Katakana count as names.
 * This is a heuristic by spelling, which does not find every name.
 *
 * <p>Two words are the same name when they differ only in their last letters, so that case endings
 * do not matter. Texts mostly in capitals have no names.
 */
public final class NameGate implements Gate {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 10;
  private static final double MOST_CAPITALS = .6;
  private static final int KATAKANA_RUN = 3;

  private static final char[] LETTERS = letters();

  private final GateSettings settings;

  public NameGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    boolean nouns = settings.capitalisedNouns().contains(texts.input().language());
    KindLimits limits = settings.limits(texts.input().style().kind());
    LongOpenHashSet source = names(texts.source(), nouns);
    LongOpenHashSet answer = names(texts.answer(), nouns);
    double recall = share(source, prefixes(texts.answer()));
    double precision = share(answer, prefixes(texts.source()));
    return new GateResult.Builder()
        .signal("names", source.size())
        .atLeast("name_recall", recall, limits.minNameRecall(), GateReason.NAMES_LOST)
        .atLeast("name_precision", precision, limits.minNamePrecision(), GateReason.NAMES_INVENTED)
        .build();
  }

  private static double share(LongOpenHashSet names, LongOpenHashSet there) {
    int kept = 0;
    for (var i = names.iterator(); i.hasNext(); ) {
      kept += there.contains(i.nextLong()) ? 1 : 0;
    }
    return names.isEmpty() ? 1 : kept / (double) names.size();
  }

  /** Hashes of names without endings. */
  private static LongOpenHashSet names(Tokens text, boolean nouns) {
    LongOpenHashSet names = new LongOpenHashSet();
    boolean latin = isMostlyLatin(text);
    boolean[] capital = capitals(text);
    for (int i = 0; i < text.size(); i++) {
      boolean cased = capital[i] && isName(text, capital, i, nouns);
      if (cased || !latin && isForeign(text, i)) {
        names.add(core(text.text(), text.start(i), text.end(i)));
      }
    }
    addKatakana(text.text(), names);
    return names;
  }

  private static boolean isName(Tokens text, boolean[] capital, int i, boolean nouns) {
    if (capitalLetters(text, i) > 1 && text.end(i) - text.start(i) > 2) {
      return true; // NATO, iPhone
    }
    if (!nouns) {
      return !startsSentence(text, i);
    }
    boolean follows = i > 0 && capital[i - 1] && isNext(text, i) && !startsSentence(text, i - 1);
    boolean goesOn = i + 1 < text.size() && capital[i + 1] && isNext(text, i + 1);
    return follows && !goesOn;
  }

  /** Capitalised words of two letters or more; none if the text is mostly in capitals. */
  private static boolean[] capitals(Tokens text) {
    boolean[] capital = new boolean[text.size()];
    int count = 0;
    for (int i = 0; i < capital.length; i++) {
      int first = text.text().codePointAt(text.start(i));
      boolean upper = Character.isUpperCase(first) || Character.isTitleCase(first);
      capital[i] = upper && text.end(i) - text.start(i) > 1;
      count += capital[i] ? 1 : 0;
    }
    return count > MOST_CAPITALS * capital.length && count > 3 ? new boolean[text.size()] : capital;
  }

  private static int capitalLetters(Tokens text, int i) {
    int count = 0;
    int end = Math.min(text.end(i), text.start(i) + LONGEST);
    for (int at = text.start(i); at < end; at++) {
      count += Character.isUpperCase(text.text().charAt(at)) ? 1 : 0;
    }
    return count;
  }

  private static boolean isNext(Tokens text, int i) {
    return text.start(i) - text.end(i - 1) == 1 && text.text().charAt(text.end(i - 1)) == ' ';
  }

  /** Whether the text before a word explains its capital letter. */
  private static boolean startsSentence(Tokens text, int i) {
    int from = i == 0 ? 0 : Math.max(text.end(i - 1), text.start(i) - LONGEST);
    for (int at = from; at < text.start(i); at++) {
      char c = text.text().charAt(at);
      boolean starts = c == '\n' || c == ':' || c == '"' || c == '|' || c == '*' || c == '#';
      int type = Character.getType(c);
      if (starts
          || type == Character.INITIAL_QUOTE_PUNCTUATION
          || UCharacter.hasBinaryProperty(c, UProperty.S_TERM)) {
        return true;
      }
    }
    return i == 0;
  }

  private static boolean isMostlyLatin(Tokens text) {
    int latin = 0;
    int all = 0;
    for (int i = 0; i < text.size(); i++) {
      int script = UScript.getScript(text.text().codePointAt(text.start(i)));
      latin += script == UScript.LATIN ? 1 : 0;
      all += script > UScript.INHERITED ? 1 : 0;
    }
    return 2 * latin > all;
  }

  private static boolean isForeign(Tokens text, int i) {
    return text.end(i) - text.start(i) > 1
        && UScript.getScript(text.text().codePointAt(text.start(i))) == UScript.LATIN;
  }

  private static void addKatakana(String text, LongOpenHashSet names) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean katakana = i < text.length() && isKatakana(text.charAt(i));
      if (katakana && start < 0) {
        start = i;
      } else if (!katakana && start >= 0) {
        if (i - start >= KATAKANA_RUN) {
          names.add(hash(text, start, i));
        }
        start = -1;
      }
    }
  }

  private static boolean isKatakana(char c) {
    return c >= '\u30A1' && c <= '\u30FE' && c != '\u30FB';
  }

  /** Hashes of all prefixes of words that {@link #core} may return, and of runs of Katakana. */
  private static LongOpenHashSet prefixes(Tokens text) {
    LongOpenHashSet prefixes = new LongOpenHashSet();
    for (int i = 0; i < text.size(); i++) {
      int end = text.end(i);
      for (int length = Math.min(2, end - text.start(i)); length <= LONGEST; length++) {
        if (text.start(i) + length <= end) {
          prefixes.add(hash(text.text(), text.start(i), text.start(i) + length));
        }
      }
    }
    addKatakana(text.text(), prefixes);
    return prefixes;
  }

  private static long core(String text, int start, int end) {
    int length = end - start;
    int kept = length <= SHORTEST ? length : length < 6 ? length - 1 : length - 2;
    return hash(text, start, start + Math.min(kept, LONGEST));
  }

  private static long hash(String text, int start, int end) {
    long h = 17;
    for (int i = start; i < end; i++) {
      h = h * 0x100000001B3L + letter(text.charAt(i));
    }
    return Tokens.mix(h);
  }

  /** A letter in lower case without accents, which can change with inflection. */
  private static char letter(char c) {
    return c < LETTERS.length ? LETTERS[c] : Character.toLowerCase(c);
  }

  /** Table of {@link #letter} for Latin, Greek and Cyrillic letters. */
  private static char[] letters() {
    char[] letters = new char[0x530];
    for (char c = 0; c < letters.length; c++) {
      String parts = Normalizer2.getNFDInstance().getDecomposition(c);
      letters[c] = Character.toLowerCase(parts == null ? c : parts.charAt(0));
    }
    return letters;
  }
}
