package io.millrace.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of authors out of what pages write where an author is asked for. */
final class PageAuthors {

  static final String SEPARATOR = "; ";

  private static final int MAX_NAMES = 50;

  /** Longer ones are sentences. Code points. */
  private static final int MAX_NAME = 80;

  private static final int MAX_WORDS = 10;

  private static final Pattern BY =
      Pattern.compile(
          "^(?:(?:story |article |words |text |post |posted |written |authored |published |created"
              + " |contributed |reviewed |medically reviewed |submitted |edited )?by|author|authors|"
              + "written by|von|par|por|autor|autore|autora|auteur|door|di|af|av)"
              + "(?:\\s*[:|-]\\s*|\\s+)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern NO_NAME =
      Pattern.compile(
          "https?:|www\\.|@|\\.(?:com|org|net)/|^(?:admin|administrator|webmaster|root|user|guest|"
              + "anonymous|unknown|none|null|undefined|author|by|editor|staff|n/a|team)$",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, String> names = new LinkedHashMap<>();

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Adds the names in a text that a page states as its author. */
  void add(String stated) {
    String text = stripped(stated);
    for (String part : text.split("\\s*[;|•·]\\s*|\\s+/\\s+")) {
      addName(part);
    }
  }

  /** The names, joined by {@link #SEPARATOR}. */
  String joined() {
    List<String> all = new ArrayList<>(names.values());
    return TextWriter.cut(String.join(SEPARATOR, all), MarkupText.MAX_LINE);
  }

  private void addName(String part) {
    String name = stripped(part);
    while (name.endsWith(",") || name.endsWith(":") || name.endsWith("-")) {
      name = name.substring(0, name.length() - 1).strip();
    }
    int words = name.isEmpty() ? 0 : name.split("\\s+").length;
    boolean plausible =
        names.size() < MAX_NAMES
            && words > 0
            && words <= MAX_WORDS
            && name.codePointCount(0, name.length()) <= MAX_NAME
            && name.codePoints().anyMatch(Character::isLetter)
            && !NO_NAME.matcher(name).find();
    if (plausible) {
      names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }
  }

  private static String stripped(String stated) {
    String text = MarkupText.squeezed(MarkupText.head(stated, 4 * MarkupText.MAX_LINE));
    for (int i = 0; i < 3; i++) {
      String shorter = BY.matcher(text).replaceFirst("");
      if (shorter.length() == text.length()) {
        break;
      }
      text = shorter;
    }
    return text.strip();
  }
}
