package io.millrace.extract.metadata;

import io.millrace.extract.text.TextCuts;
import io.millrace.extract.tree.MarkupText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Extracts names of authors from author fields and bylines. A login or the site's own name is used
 * only if there is no other name.
 */
final class PageAuthors {

  static final String SEPARATOR = "; ";

  private static final int MAX_NAMES = 50;

  /** Most code points of a name; longer ones are sentences. */
  private static final int MAX_NAME = 80;

  private static final int MAX_WORDS = 10;

  private static final Pattern BY =
      Pattern.compile(
          "^(?iu:(?:(?:story|article|words|text|post|posted|written|authored|published|created"
              + "|contributed|reviewed|medically reviewed|submitted|edited|started)\\s+)?by"
              + "|escrito por|geschrieben von|verfasst von|[ée]crit par"
              + "|from|von|par|por|di|af|av|door|przez)(?iu:\\s*[:|-]\\s*|\\s+)"
              + "|^(?:[Ww]ritten\\s)?[Bb]y(?=\\p{Lu}\\p{Ll})"
              + "|^(?iu:(?:authors?|autora?|autore|auteur)\\s*(?::|\\s)\\s*)(?=\\p{Lu})");

  private static final Pattern BYLINE =
      Pattern.compile(
          "^\\s*(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|Words|Story)\\s+)?(?:[Bb]y|BY|Von|Por|Par)"
              + "\\s*:?(?:\\s+[\\p{Lu}\\p{Lo}].*)?\\s*$");

  /** The part of a byline after the name: date, reading time and more. */
  private static final Pattern AFTER_NAME =
      Pattern.compile(
          "(?iu)[\\s,|•·»–—-]*(?:\\b(?:on|published|updated|last|posted|modified|reviewed|edited|"
              + "fact[- ]checked|follow|read more|created|joined|views?|comments?|"
              + "(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b.*"
              + "|\\b(?:mon|tue|wed|thu|fri|sat|sun),.*"
              + "|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+[0-9].*"
              + "|(?<=[\\s,|•·»–—-]|^)[0-9].*)");

  private static final Pattern NO_NAME =
      Pattern.compile(
          "https?:|www\\.|@|\\.(?:com|org|net)/|[*{}<>=#]|^(?:user|guest|unknown|none|null"
              + "|undefined|authors?|by|n/?a|name|the|and|share|written|published|updated|about|(?:written|posted|published|story|words) by)$"
              + "|^(?:about|this|view|see|more|read|all|posted|meet|join|sign|log)\\s",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST_FIRST =
      Pattern.compile("^([\\p{L}\\p{M}'’. -]{2,40}),\\s*([\\p{L}\\p{M}'’. -]{1,40})$");

  /** Forums write {@code miller (miller)} for users without a full name. */
  private static final Pattern TWICE = Pattern.compile("(?iu)^(.+?)\\s+\\(\\1\\)$");

  private static final Pattern BETWEEN = Pattern.compile("\\s*[;|•·]\\s*|\\s+/\\s+");
  private static final Pattern AND = Pattern.compile("\\s+(?:and|&|und|et|y|e|i|og|och)\\s+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern ROLE =
      Pattern.compile("(?i:admin|administrator|webmaster|root|editor|staff|team)");

  private final PageTitles site;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> weak = new LinkedHashMap<>();

  /**
   * @param site knows the names of the site
   */
  PageAuthors(PageTitles site) {
    this.site = site;
  }

  /** Whether there is a name other than the site's or a login. */
  boolean hasPerson() {
    return !names.isEmpty();
  }

  /**
   * Adds the names of an author field.
   *
   * @param organisation whether the page declares it an organisation
   */
  void add(String stated, boolean organisation) {
    for (String part : BETWEEN.split(stripped(stated))) {
      addNames(part, organisation);
    }
  }

  /** Adds the names of a visible byline, which may continue with a date and more. */
  void addShown(String shown) {
    String text = stripped(MarkupText.head(shown, 300));
    Matcher end = AFTER_NAME.matcher(text);
    add(end.find() ? text.substring(0, end.start()) : text, false);
  }

  /** Whether a text is a byline, such as {@code By Anna Miller}, or ends with {@code By}. */
  static boolean isByline(String text) {
    return BYLINE.matcher(text).find();
  }

  /** Adds an inverted name: {@code Miller, Anna}. */
  void addInverted(String stated) {
    Matcher parts = LAST_FIRST.matcher(stated.strip());
    add(parts.matches() ? parts.group(2) + ' ' + parts.group(1) : stated, false);
  }

  /** The names, joined by {@link #SEPARATOR}. */
  String joined() {
    List<String> all = new ArrayList<>((names.isEmpty() ? weak : names).values());
    return TextCuts.atLine(String.join(SEPARATOR, all), MarkupText.MAX_LINE);
  }

  private void addNames(String part, boolean organisation) {
    String[] both = AND.split(part, 3);
    boolean people = both.length == 2 && both[0].indexOf(',') < 0;
    for (String one : both) {
      people &= one.strip().indexOf(' ') > 0;
    }
    for (String name : people ? both : new String[] {part}) {
      addName(name, organisation);
    }
  }

  private void addName(String part, boolean organisation) {
    String name = trimmed(stripped(part));
    Matcher twice = TWICE.matcher(name);
    name = twice.matches() ? twice.group(1) : name;
    int comma = name.lastIndexOf(',');
    if (comma > 0 && site.isSite(name.substring(comma + 1))) {
      name = trimmed(name.substring(0, comma));
    }
    int words = name.isEmpty() ? 0 : SPACES.split(name).length;
    boolean plausible =
        words > 0
            && words <= MAX_WORDS
            && name.codePointCount(0, name.length()) <= MAX_NAME
            && name.codePoints().anyMatch(Character::isLetter)
            && !NO_NAME.matcher(name).find();
    if (plausible) {
      Map<String, String> map = organisation || isLogin(name) || site.isSite(name) ? weak : names;
      if (map.size() < MAX_NAMES) {
        map.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      }
    }
  }

  /** Whether it is one word in lower case, or a role. */
  private static boolean isLogin(String name) {
    if (ROLE.matcher(name).matches()) {
      return true;
    }
    return name.indexOf(' ') < 0
        && name.codePoints().noneMatch(c -> Character.isLetter(c) && !Character.isLowerCase(c));
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (end > start && " ,:-–—.(&".indexOf(text.charAt(end - 1)) >= 0 && !isInitial(text, end)) {
      end--;
    }
    while (start < end && " ,:-–—)&".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    String name = text.substring(start, end);
    return name.regionMatches(true, 0, "and ", 0, 4) ? name.substring(4).strip() : name;
  }

  /** Whether the full stop before the end belongs to an abbreviation: {@code Jr.}, {@code M.D.}. */
  private static boolean isInitial(String text, int end) {
    int word = text.lastIndexOf(' ', end - 1) + 1;
    return text.charAt(end - 1) == '.' && word > 0 && end - word <= 5;
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
