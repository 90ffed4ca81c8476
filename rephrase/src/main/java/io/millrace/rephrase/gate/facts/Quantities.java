package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of a text with their context: spelled numbers from two on, multiplying words ({@code
 * 2 million} equals {@code 2,000,000}), and the thing counted (the next word). Words with another
 * meaning (French <em>neuf</em>, Italian <em>sei</em>) do not count as numbers.
 */
final class Quantities {

  private static final int COUNTED_LENGTH = 4;
  private static final int LONGEST_WORD = 20;
  private static final int FIRST_YEAR = 1100;
  private static final int LAST_YEAR = 2100;
  private static final int MOST_DIGITS = 15;
  private static final BigDecimal LARGE = BigDecimal.valueOf(NumberWords.LARGEST);

  private static final Map<String, Map<String, BigDecimal>> SCALES =
      Map.of(
          "de", scales("hundert tausend mio,million,millionen mrd,milliarde,milliarden"),
          "en", scales("hundred thousand million billion,bn"),
          "es", scales("cientos mil millón,millones _"),
          "fr", scales("cent,cents mille million,millions milliard,milliards"),
          "it", scales("cento mila,mille milione,milioni miliardo,miliardi"),
          "nl", scales("honderd duizend miljoen miljard"),
          "pt", scales("cem mil milhão,milhões bilhão,bilhões"));

  /** Collective numbers that ICU does not spell. */
  private static final Map<String, Map<String, Integer>> OTHERS =
      Map.of(
          "de", others("dutzend 12 dutzende 12 dutzenden 12"),
          "en", others("dozen 12 dozens 12"),
          "es",
              others(
                  "decena 10 docena 12 quincena 15 veintena 20 treintena 30 cuarentena 40"
                      + " cincuentena 50 centenar 100"),
          "fr",
              others(
                  "dizaine 10 douzaine 12 quinzaine 15 vingtaine 20 trentaine 30 quarantaine 40"
                      + " cinquantaine 50 soixantaine 60 centaine 100"),
          "it",
              others(
                  "decina 10 dozzina 12 quindicina 15 ventina 20 trentina 30 quarantina 40"
                      + " cinquantina 50 sessantina 60 centinaio 100"));

  private static final Map<String, Set<String>> AMBIGUOUS =
      Map.of(
          "de", Set.of("acht", "dritte", "dritten", "dritter"),
          "en", Set.of("second", "third", "seconds", "thirds", "fifth", "fourth", "quarter"),
          "es", Set.of("segundo", "segunda", "tercero", "terceros", "cuarto", "cuarta", "once"),
          "fr", Set.of("neuf", "second", "seconde", "tiers"),
          "it", Set.of("sei", "secondo", "seconda", "terzo", "terzi", "quarto", "quarti"),
          "nl", Set.of("acht"),
          "pt", Set.of("segundo", "segunda", "terça", "quarta", "quinta", "sexta"));

  /**
   * @param scaled value times the multiplying word after it
   * @param counted hash of the next word, 0 for none
   * @param compound whether a multiplying word is next to it, so that it is part of a larger number
   */
  private record Mention(
      String value, String scaled, long counted, boolean spelt, boolean compound) {}

  private final List<Mention> mentions = new ArrayList<>();
  private final Set<String> readings = new HashSet<>();
  private final Map<String, String> scaled = new HashMap<>();
  private boolean large;

  private Quantities() {}

  static Quantities of(Tokens text, Numbers numbers, String language) {
    Quantities all = new Quantities();
    all.readings.addAll(numbers.found().keySet());
    Map<String, BigDecimal> scales = SCALES.getOrDefault(language, Map.of());
    Set<String> ambiguous = AMBIGUOUS.getOrDefault(language, Set.of());
    Map<String, Integer> others = OTHERS.getOrDefault(language, Map.of());
    NumberWords words = NumberWords.of(language);
    for (int i = 0; i < text.size(); i++) {
      String digits = numbers.byEnd().getOrDefault(text.end(i), "");
      int spelt = digits.isEmpty() ? words.at(text, i) : 0;
      if (spelt == 0 && digits.isEmpty()) {
        spelt = others.getOrDefault(lower(text, i), 0) << 8 | 1;
        spelt = spelt > 1 ? spelt : 0;
      }
      int length = digits.isEmpty() ? spelt & 0xFF : 1;
      boolean counts = length > 1 || length == 1 && !ambiguous.contains(lower(text, i));
      if (counts) {
        String value = digits.isEmpty() ? Integer.toString(spelt >> 8) : digits;
        all.add(value, text, i, i + length, scales, spelt > 0);
        i += length - 1;
      }
    }
    return all;
  }

  /** Whether the text has a number, in digits or words, with or without a multiplying word. */
  boolean has(String number) {
    return readings.contains(number);
  }

  /** A number in digits times the multiplying word after it, if any. */
  String scaled(String number) {
    return scaled.getOrDefault(number, number);
  }

  /** Share of the spelled numbers that another text has; 1 without any. */
  double wordsIn(Quantities others) {
    int all = 0;
    int found = 0;
    for (Mention mention : mentions) {
      if (mention.spelt()) {
        all++;
        boolean has = others.has(mention.value()) || others.has(mention.scaled());
        found += has || mention.compound() && others.large ? 1 : 0;
      }
    }
    return all == 0 ? 1 : found / (double) all;
  }

  /** Number of values that both texts have and that count another thing of the other text here. */
  int swaps(Quantities others) {
    Map<String, LongOpenHashSet> counted = new HashMap<>();
    LongOpenHashSet all = new LongOpenHashSet();
    for (Mention mention : others.mentions) {
      counted.computeIfAbsent(mention.value(), v -> new LongOpenHashSet()).add(mention.counted());
      all.add(mention.counted());
    }
    int swaps = 0;
    for (Mention mention : mentions) {
      LongOpenHashSet there = counted.get(mention.value());
      boolean known = there != null && mention.counted() != 0 && !isYear(mention.value());
      boolean swapped = known && all.contains(mention.counted());
      swaps += swapped && !there.contains(mention.counted()) ? 1 : 0;
    }
    return swaps;
  }

  private void add(
      String value, Tokens text, int at, int next, Map<String, BigDecimal> scales, boolean spelt) {
    BigDecimal number = new BigDecimal(value.length() > MOST_DIGITS ? "0" : value);
    BigDecimal scale = next < text.size() ? scales.get(lower(text, next)) : null;
    boolean after =
        at > 0 && scales.containsKey(lower(text, at - 1))
            || at > 1 && scales.containsKey(lower(text, at - 2));
    String product = value;
    long counted = 0;
    if (scale != null) {
      product = number.multiply(scale).stripTrailingZeros().toPlainString();
      scaled.putIfAbsent(value, product);
      large = true;
    } else if (next < text.size() && isCounted(text, next)) {
      counted = text.prefix(next);
    }
    large |= number.compareTo(LARGE) > 0 && !isYear(value);
    readings.add(value);
    readings.add(product);
    mentions.add(new Mention(value, product, counted, spelt, scale != null || after));
  }

  private static boolean isCounted(Tokens text, int token) {
    return text.end(token) - text.start(token) >= COUNTED_LENGTH
        && text.start(token) - text.end(token - 1) == 1
        && text.text().charAt(text.start(token) - 1) == ' '
        && Character.isLetter(text.text().codePointAt(text.start(token)));
  }

  private static boolean isYear(String value) {
    if (value.length() != 4 || value.indexOf('.') >= 0) {
      return false;
    }
    int year = Integer.parseInt(value);
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static String lower(Tokens text, int token) {
    boolean tooLong = text.end(token) - text.start(token) > LONGEST_WORD;
    return tooLong ? "" : text.word(token).toLowerCase(Locale.ROOT);
  }

  private static Map<String, Integer> others(String words) {
    Map<String, Integer> others = new HashMap<>();
    String[] parts = words.split(" ");
    for (int i = 0; i < parts.length; i += 2) {
      others.put(parts[i], Integer.valueOf(parts[i + 1]));
    }
    return Map.copyOf(others);
  }

  private static Map<String, BigDecimal> scales(String words) {
    Map<String, BigDecimal> scales = new HashMap<>();
    int[] zeros = {2, 3, 6, 9};
    String[] groups = words.split(" ");
    for (int i = 0; i < groups.length; i++) {
      for (String word : groups[i].split(",")) {
        scales.put(word, BigDecimal.TEN.pow(zeros[i]));
      }
    }
    return Map.copyOf(scales);
  }
}
