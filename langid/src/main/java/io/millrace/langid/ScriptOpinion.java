package io.millrace.langid;

import com.ibm.icu.util.ULocale;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A second opinion on a language: whether that language is written in the script of the text.
 *
 * <p>A language's script is its likely script in Unicode CLDR, as ICU gives it. A table lists the
 * languages that use several scripts, and those whose script CLDR splits into several (Japanese,
 * Korean). Languages unknown to CLDR are never contradicted.
 */
public final class ScriptOpinion {
  /** Labels of lid.176 that CLDR knows under another code. */
  private static final Map<String, String> OTHER_CODE = Map.of("als", "gsw", "eml", "egl");

  /** All scripts in present use, for languages that use more than CLDR's likely one. */
  private static final Map<String, Set<String>> SEVERAL =
      Map.ofEntries(
          Map.entry("ja", Set.of("Hira", "Kana", "Hani")),
          Map.entry("ko", Set.of("Hang", "Hani")),
          Map.entry("zh", Set.of("Hani", "Bopo")),
          Map.entry("sr", Set.of("Cyrl", "Latn")),
          Map.entry("sh", Set.of("Cyrl", "Latn")),
          Map.entry("bs", Set.of("Latn", "Cyrl")),
          Map.entry("az", Set.of("Latn", "Cyrl", "Arab")),
          Map.entry("uz", Set.of("Latn", "Cyrl", "Arab")),
          Map.entry("kk", Set.of("Cyrl", "Latn", "Arab")),
          Map.entry("ky", Set.of("Cyrl", "Latn", "Arab")),
          Map.entry("tk", Set.of("Latn", "Cyrl", "Arab")),
          Map.entry("tt", Set.of("Cyrl", "Latn")),
          Map.entry("tg", Set.of("Cyrl", "Arab")),
          Map.entry("mn", Set.of("Cyrl", "Mong")),
          Map.entry("bxr", Set.of("Cyrl", "Mong")),
          Map.entry("ug", Set.of("Arab", "Cyrl", "Latn")),
          Map.entry("ku", Set.of("Latn", "Arab", "Cyrl")),
          Map.entry("ckb", Set.of("Arab", "Latn")),
          Map.entry("pa", Set.of("Guru", "Arab")),
          Map.entry("hif", Set.of("Latn", "Deva")),
          Map.entry("gom", Set.of("Deva", "Latn", "Knda")),
          Map.entry("sa", Set.of("Deva", "Beng", "Gujr", "Knda", "Mlym", "Taml", "Telu")),
          Map.entry("ms", Set.of("Latn", "Arab")),
          Map.entry("jv", Set.of("Latn", "Java")),
          Map.entry("ro", Set.of("Latn", "Cyrl")),
          Map.entry("crh", Set.of("Cyrl", "Latn")),
          Map.entry("be", Set.of("Cyrl", "Latn")),
          Map.entry("lad", Set.of("Latn", "Hebr")),
          Map.entry("sd", Set.of("Arab", "Deva")),
          Map.entry("nah", Set.of("Latn")));

  private static final int MOST_KNOWN = 1000;
  private static final Map<String, Set<String>> KNOWN = new ConcurrentHashMap<>();

  private ScriptOpinion() {}

  /**
   * Scripts of a language as ISO 15924 codes, in alphabetical order; empty for an unknown language.
   *
   * @param language ISO 639 code, or a label of lid.176
   */
  public static Set<String> scriptsOf(String language) {
    Set<String> known = KNOWN.get(language);
    if (known == null) {
      known = lookUp(language);
      if (KNOWN.size() < MOST_KNOWN) { // input can contain any number of names
        KNOWN.put(language, known);
      }
    }
    return known;
  }

  private static Set<String> lookUp(String language) {
    Set<String> several = SEVERAL.get(language);
    if (several != null) {
      return Collections.unmodifiableSet(new TreeSet<>(several));
    }
    if (language.isEmpty()) {
      return Set.of();
    }
    String code = OTHER_CODE.getOrDefault(language, language);
    String script = ULocale.addLikelySubtags(new ULocale(code)).getScript();
    return switch (script) {
      case "" -> Set.of();
      case "Hans", "Hant" -> Set.of("Hani"); // variants; a letter's script is plain Hani
      default -> Set.of(script);
    };
  }

  /**
   * Whether one script has at least {@code share} of a text's letters and the language is not
   * written in that script. False for a text without letters and for a language with unknown
   * script.
   *
   * @param share above 0, up to 1
   */
  public static boolean contradicts(String language, Scripts scripts, double share) {
    if (scripts.letters() == 0 || scripts.share() < share) {
      return false;
    }
    Set<String> written = scriptsOf(language);
    return !written.isEmpty() && !written.contains(scripts.dominant());
  }
}
