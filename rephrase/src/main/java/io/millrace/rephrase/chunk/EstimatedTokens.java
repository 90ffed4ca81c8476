package io.millrace.rephrase.chunk;

import com.ibm.icu.lang.UScript;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Estimates tokens by letters per token of a script or language, and by fixed figures for other
 * characters.
 *
 * <p>The figures are medians over the tokenisers of Qwen, Llama 3, Llama 4, DeepSeek V3, Mistral
 * (v3 and Tekken) and o200k, on the Universal Declaration of Human Rights in each language
 * (docs/decisions/0005). A single tokeniser differs by up to 25 % for large languages in Latin
 * script, and by up to a factor of 2 for others.
 */
public final class EstimatedTokens implements TokenCounter {

  /** Sums are in thousandths of a token. */
  private static final int TOKEN = 1000;

  private static final int DIGIT_OR_PUNCTUATION = 500;
  private static final int LINE_END = 500;
  private static final int OTHER_BLANK = 30;
  private static final int SYMBOL = 1500;
  private static final int ANYTHING_ELSE = 3000;

  private static final double LATIN_ELSEWHERE = 2.2;
  private static final double CYRILLIC_ELSEWHERE = 2.2;
  private static final double ARABIC_ELSEWHERE = 1.7;
  private static final double LETTERS_OF_RARE_SCRIPTS = 0.5;

  /** Letters per token, by script. */
  private static final Map<Integer, Double> SCRIPTS =
      Map.ofEntries(
          Map.entry(UScript.LATIN, LATIN_ELSEWHERE),
          Map.entry(UScript.CYRILLIC, CYRILLIC_ELSEWHERE),
          Map.entry(UScript.ARABIC, ARABIC_ELSEWHERE),
          Map.entry(UScript.GREEK, 2.2),
          Map.entry(UScript.HEBREW, 1.8),
          Map.entry(UScript.DEVANAGARI, 1.6),
          Map.entry(UScript.BENGALI, 2.0),
          Map.entry(UScript.TAMIL, 1.4),
          Map.entry(UScript.TELUGU, 1.2),
          Map.entry(UScript.KANNADA, 1.2),
          Map.entry(UScript.MALAYALAM, 1.15),
          Map.entry(UScript.GUJARATI, 1.0),
          Map.entry(UScript.GURMUKHI, 0.9),
          Map.entry(UScript.SINHALA, 0.6),
          Map.entry(UScript.THAI, 2.1),
          Map.entry(UScript.KHMER, 0.8),
          Map.entry(UScript.LAO, 0.5),
          Map.entry(UScript.MYANMAR, 1.0),
          Map.entry(UScript.GEORGIAN, 1.2),
          Map.entry(UScript.ARMENIAN, 1.0),
          Map.entry(UScript.ETHIOPIC, 0.4),
          Map.entry(UScript.HAN, 1.2),
          Map.entry(UScript.HIRAGANA, 1.35),
          Map.entry(UScript.KATAKANA, 1.35),
          Map.entry(UScript.HANGUL, 1.3),
          // marks of several scripts
          Map.entry(UScript.INHERITED, 1.0));

  /** Letters per token of single languages in Latin script. */
  private static final Map<String, Double> LATIN =
      figures(
          "en 4.6 de 3.5 fr 3.5 it 3.4 es 3.7 pt 3.4 nl 3.3 gl 3.2 ca 2.9 af 2.8 pl 2.8"
              + " tr 2.7 sv 2.7 da 2.7 no 2.7 tl 2.6 eu 2.6 fi 2.5 cs 2.5 ro 2.5 id 3.5 ms 3.5"
              + " hu 2.3 hr 2.3 sl 2.4 sk 2.3 vi 1.3 az 1.8");

  private static final Map<String, Double> CYRILLIC =
      Map.of("ru", 3.5, "uk", 2.6, "bg", 2.4, "sr", 2.3, "kk", 1.6, "mn", 1.4);

  private static final Map<String, Double> ARABIC = Map.of("ar", 2.3, "fa", 2.5, "ur", 1.7);

  /** Kinds of characters with one figure; the next numbers are scripts. */
  private static final int DIGITS = 0;

  private static final int LINE_ENDS = 1;
  private static final int BLANKS = 2;
  private static final int SYMBOLS = 3;
  private static final int ELSE = 4;
  private static final int RARE = 5;
  private static final int FIRST_SCRIPT = 6;

  private static final Map<Integer, Integer> KIND_OF_SCRIPT = kindsOfScripts();
  private static final byte[] KINDS = kinds();

  private static final EstimatedTokens ANY = new EstimatedTokens("");
  private static final Map<String, EstimatedTokens> LANGUAGES = new ConcurrentHashMap<>();

  private final int[] costs;

  private EstimatedTokens(String language) {
    costs = new int[FIRST_SCRIPT + SCRIPTS.size()];
    costs[DIGITS] = DIGIT_OR_PUNCTUATION;
    costs[LINE_ENDS] = LINE_END;
    costs[BLANKS] = OTHER_BLANK;
    costs[SYMBOLS] = SYMBOL;
    costs[ELSE] = ANYTHING_ELSE;
    costs[RARE] = cost(LETTERS_OF_RARE_SCRIPTS);
    SCRIPTS.forEach((script, letters) -> costs[KIND_OF_SCRIPT.get(script)] = cost(letters));
    set(UScript.LATIN, LATIN.get(language));
    set(UScript.CYRILLIC, CYRILLIC.get(language));
    set(UScript.ARABIC, ARABIC.get(language));
  }

  private void set(int script, Double letters) {
    if (letters != null) {
      costs[KIND_OF_SCRIPT.get(script)] = cost(letters);
    }
  }

  private static Map<String, Double> figures(String text) {
    Map<String, Double> figures = new HashMap<>();
    String[] parts = text.split(" ");
    for (int i = 0; i < parts.length; i += 2) {
      figures.put(parts[i], Double.valueOf(parts[i + 1]));
    }
    return figures;
  }

  private static int cost(double lettersOfAToken) {
    return (int) Math.round(TOKEN / lettersOfAToken);
  }

  /** The estimate for texts in any language. */
  public static EstimatedTokens any() {
    return ANY;
  }

  @Override
  public TokenCounter forLanguage(String language) {
    boolean known =
        LATIN.containsKey(language)
            || CYRILLIC.containsKey(language)
            || ARABIC.containsKey(language);
    return known ? LANGUAGES.computeIfAbsent(language, EstimatedTokens::new) : ANY;
  }

  @Override
  public int count(CharSequence text, int start, int end) {
    long sum = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < end) {
        int codePoint = Character.codePointAt(text, i);
        sum += costs[kind(codePoint)];
        i += Character.charCount(codePoint) - 1;
      } else {
        sum += costs[KINDS[c]];
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, (sum + TOKEN - 1) / TOKEN);
  }

  @Override
  public String name() {
    return "estimate";
  }

  private static Map<Integer, Integer> kindsOfScripts() {
    Map<Integer, Integer> kinds = new HashMap<>();
    for (int script : new TreeMap<>(SCRIPTS).keySet()) {
      kinds.put(script, FIRST_SCRIPT + kinds.size());
    }
    return kinds;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[1 << Character.SIZE];
    for (int c = 0; c < kinds.length; c++) {
      kinds[c] = (byte) kind(c);
    }
    return kinds;
  }

  private static int kind(int c) {
    if (c < 1 << Character.SIZE && Blanks.isBlank((char) c)) {
      return Blanks.isLineEnd((char) c) ? LINE_ENDS : BLANKS;
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          KIND_OF_SCRIPT.getOrDefault(UScript.getScript(c), RARE);
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          DIGITS;
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          c < 0x80 ? DIGITS : SYMBOLS;
      default -> ELSE;
    };
  }
}
