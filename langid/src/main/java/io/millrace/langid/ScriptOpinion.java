package io.millrace.langid;

import com.ibm.icu.util.ULocale;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A second opinion on a language: whether it is written in the script that a text is written in.
 *
 * <p>A language's script is the likely one of Unicode CLDR, as ICU gives it. Languages in use in
 * more than one script, or whose script CLDR counts in several parts (Japanese, Korean), are
 * listed. Languages unknown to CLDR are never contradicted.
 */
public final class ScriptOpinion {
  /** Labels of lid.176 that CLDR knows under another code. */
  private static final Map<String, String> OTHER_CODE = Map.of("als", "gsw", "eml", "egl");

  /** All scripts in present use, where it is not CLDR's one likely script alone. */
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
   * Scripts a language is written in, as ISO 15924 codes in alphabetical order; none when nothing
   * is known about the language.
   *
   * @param language ISO 639 code, or a label of lid.176
   */
  public static Set<String> scriptsOf(String language) {
    Set<String> known = KNOWN.get(language);
    if (known == null) {
      known = lookUp(language);
      if (KNOWN.size() < MOST_KNOWN) { // names can come from outside
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
   * True when one script has at least the share of a text's letters and the language is not written
   * in it. A text without letters, and a language whose script is not known, are never
   * contradicted.
   *
   * @param share part of the letters that makes the script a certainty, above 0 and up to 1
   */
  public static boolean contradicts(String language, Scripts scripts, double share) {
    if (scripts.letters() == 0 || scripts.share() < share) {
      return false;
    }
    Set<String> written = scriptsOf(language);
    return !written.isEmpty() && !written.contains(scripts.dominant());
  }
}
