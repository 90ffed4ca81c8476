package io.millrace.corpus.settings;

import io.millrace.api.PerLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Language codes in settings and documents. A code has the two letters of ISO 639-1 if the language
 * has such a code, else the three letters of ISO 639-3, as lid.176 names languages: {@code de},
 * {@code als}. {@code und} means an unknown language. Three letters with a script, {@code
 * deu_Latn}, the labels of models such as GlotLID and OpenLID, are codes too.
 */
public final class LanguageCodes {

  /** A regular expression that every code matches; not every match is a code. */
  public static final String SHAPE = "[a-z]{2,3}|[a-z]{3}_[A-Z][a-z]{3}";

  /** Code of an unknown language; documents have "" instead. */
  public static final String UNKNOWN = PerLanguage.UNKNOWN;

  /** A language and its subtags: {@code zh-Hant}, {@code de_DE}. */
  private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*");

  private static final Pattern LABEL = Pattern.compile("([a-z]{3})_[A-Z][a-z]{3}");

  /**
   * Codes that the registry lacks: Emilian as in lid.176, Serbo-Croatian in three letters, and the
   * bibliographic codes of ISO 639-2 that differ from ISO 639-3.
   */
  private static final String OTHERS =
      "eml hbs=sh alb=sq arm=hy baq=eu bur=my chi=zh cze=cs dut=nl fre=fr geo=ka ger=de gre=el ice=is mac=mk"
          + " may=ms mao=mi per=fa rum=ro scr=hr scc=sr slo=sk tib=bo wel=cy";

  private LanguageCodes() {}

  /** Read when the first code is looked up. */
  private static final class Registry {

    /** Each known code and its canonical form. */
    static final Map<String, String> CODES = read();

    private static Map<String, String> read() {
      Map<String, String> codes = new HashMap<>();
      try (InputStream in = LanguageCodes.class.getResourceAsStream("languages.txt")) {
        new String(in.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> add(codes, line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (String two : Locale.getISOLanguages()) {
        if (two.equals(codes.get(two))) {
          codes.putIfAbsent(Locale.forLanguageTag(two).getISO3Language(), two);
        }
      }
      add(codes, OTHERS);
      return Collections.unmodifiableMap(codes);
    }

    private static void add(Map<String, String> codes, String line) {
      for (String entry : line.split(" ")) {
        int equals = entry.indexOf('=');
        String code = equals < 0 ? entry : entry.substring(0, equals);
        codes.put(code, entry.substring(equals + 1));
      }
    }
  }

  /** Whether a text is the code of a language. */
  public static boolean isCode(String text) {
    Matcher label = LABEL.matcher(text);
    if (label.matches()) {
      return Registry.CODES.containsKey(label.group(1));
    }
    return text.equals(Registry.CODES.get(text)) || isPrivate(text);
  }

  /** Codes that ISO 639 reserves for private use: {@code qaa} to {@code qtz}. */
  private static boolean isPrivate(String text) {
    return text.matches("q[a-t][a-z]");
  }

  /**
   * The canonical code of a language given by another code, such as {@code deu}, else the same
   * text.
   */
  public static String canonical(String text) {
    return Registry.CODES.getOrDefault(text, text);
  }

  /**
   * The code that was probably meant by another code ({@code deu}, {@code ger}), a tag ({@code
   * de-AT}), or a name in English or in the language itself; "" when there is none.
   */
  public static String suggestion(String text) {
    Matcher tag = TAG.matcher(text);
    if (tag.matches()) {
      String code = canonical(tag.group(1).toLowerCase(Locale.ROOT));
      if (isCode(code)) {
        return code;
      }
    }
    for (String two : Locale.getISOLanguages()) {
      Locale locale = Locale.forLanguageTag(two);
      if (isCode(two)
          && (text.equalsIgnoreCase(locale.getDisplayLanguage(Locale.ENGLISH))
              || text.equalsIgnoreCase(locale.getDisplayLanguage(locale)))) {
        return two;
      }
    }
    return "";
  }

  /** Hint to append to a message about a text that is not a code. */
  public static String hint(String text) {
    String suggestion = suggestion(text);
    return suggestion.isEmpty()
        ? "; languages are ISO 639 codes, such as de"
        : "; did you mean '" + suggestion + "'?";
  }
}
