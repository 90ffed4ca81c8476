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
 * The codes of languages in settings and documents. A code has the two letters of ISO 639-1 where
 * there are some, else the three of ISO 639-3, as lid.176 names languages: {@code de}, {@code als}.
 * {@code und} stands for an unknown language. A code of three letters with a script, {@code
 * deu_Latn}, is a label of models such as GlotLID and OpenLID and is a code as well.
 */
public final class LanguageCodes {

  /** A regular expression that every code matches; not all that match are codes. */
  public static final String SHAPE = "[a-z]{2,3}|[a-z]{3}_[A-Z][a-z]{3}";

  /** Stands for a language that is not known; documents have "" then. */
  public static final String UNKNOWN = PerLanguage.UNKNOWN;

  /** Language, then anything that narrows it down: {@code zh-Hant}, {@code de_DE}. */
  private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*");

  private static final Pattern LABEL = Pattern.compile("([a-z]{3})_[A-Z][a-z]{3}");

  /**
   * What the registry lacks: lid.176's Emilian, Serbo-Croatian in three letters, and the codes of
   * ISO 639-2 for libraries that differ from those of ISO 639-3.
   */
  private static final String OTHERS =
      "eml hbs=sh alb=sq arm=hy baq=eu bur=my chi=zh cze=cs dut=nl fre=fr geo=ka ger=de gre=el ice=is mac=mk"
          + " may=ms mao=mi per=fa rum=ro scr=hr scc=sr slo=sk tib=bo wel=cy";

  private LanguageCodes() {}

  /** Read when the first code is looked up. */
  private static final class Registry {

    /** Each code, and what stands for it: a code stands for itself. */
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

  /** Three letters that ISO 639 leaves to private use: {@code qaa} to {@code qtz}. */
  private static boolean isPrivate(String text) {
    return text.matches("q[a-t][a-z]");
  }

  /** The code for another code of the same language, such as {@code deu}, else the text itself. */
  public static String canonical(String text) {
    return Registry.CODES.getOrDefault(text, text);
  }

  /**
   * The code that was probably meant: of another code ({@code deu}, {@code ger}), of a tag ({@code
   * de-AT}), or of a name in English or in the language itself. Empty when there is none.
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

  /** What a message about a text that is no code says after it. */
  public static String hint(String text) {
    String suggestion = suggestion(text);
    return suggestion.isEmpty()
        ? "; languages are ISO 639 codes, such as de"
        : "; did you mean '" + suggestion + "'?";
  }
}
