package io.millrace.filters.lineclean;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import io.millrace.corpus.ResourceLines;
import java.util.List;
import java.util.Map;

/** Which lines {@link LineCleaner} removes. */
public record LineCleanSettings(
    @Setting("Whether to drop short lines at the end of a document.") boolean trailing,
    @Setting(
            value = "A trailing line of fewer characters is short, when no punctuation ends it.",
            min = 0)
        PerLanguage trailingLength,
    @Setting(
            value = "Most short lines to drop at the end; a longer list belongs to the document.",
            min = 0)
        int trailingLines,
    @Setting("Whether to drop lines of JavaScript.") boolean javascript,
    @Setting(value = "Different keywords that make a line JavaScript.", min = 1)
        int javascriptMinimum,
    @Setting(
            "JavaScript keywords: before a name (window.), before a bracket (function(), before a"
                + " name and an equals sign (var and a blank), or by themselves; at most 64.")
        List<String> javascriptKeywords,
    @Setting("Whether to drop lines of cookie notices.") boolean cookies,
    @Setting(
            value = "Lines of more characters are kept: they are about cookies, not notices.",
            min = 0)
        int cookieLength,
    @Setting("Phrases of cookie notices, in any case; each must begin with a word.")
        List<String> cookiePhrases) {

  private static final int MAX_KEYWORDS = 64;

  public LineCleanSettings {
    javascriptKeywords = List.copyOf(javascriptKeywords);
    cookiePhrases = List.copyOf(cookiePhrases);
    if (javascriptKeywords.size() > MAX_KEYWORDS) {
      throw new IllegalArgumentException(
          "javascript_keywords has " + javascriptKeywords.size() + " entries, must be at most 64");
    }
    check("javascript_keywords", javascriptKeywords);
    check("cookie_phrases", cookiePhrases);
  }

  public static LineCleanSettings defaults() {
    return new LineCleanSettings(
        true,
        PerLanguage.of(40, Map.of("ja", 15.0, "ko", 20.0, "zh", 15.0, "yue", 15.0, "wuu", 15.0)),
        10,
        true,
        2,
        List.of(
            "document.",
            "window.",
            "function(",
            "var ",
            "let ",
            "const ",
            "jQuery",
            "$(",
            "console.",
            "JSON.",
            "getElementById",
            "getElementsByTagName",
            "querySelector",
            "addEventListener",
            "setTimeout(",
            "onclick",
            "innerHTML",
            "dataLayer",
            "googletag.",
            "<script",
            "</script"),
        true,
        400,
        ResourceLines.of(LineCleanSettings.class, "cookie-phrases.txt"));
  }

  private static void check(String name, List<String> phrases) {
    for (String phrase : phrases) {
      String bare = phrase.endsWith("(") ? phrase.substring(0, phrase.length() - 1) : phrase;
      if (bare.isBlank()) {
        throw new IllegalArgumentException(name + " has '" + phrase + "', must hold a word");
      }
    }
  }
}
