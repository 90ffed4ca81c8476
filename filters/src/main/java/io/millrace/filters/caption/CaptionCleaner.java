package io.millrace.filters.caption;

import io.millrace.corpus.ResourceLines;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans captions: Unicode normal form C; character references become text; tags, control
 * characters, URLs inside a text, a file extension at the end, and openings such as {@code Image
 * of} and {@code Foto:} are removed; white space becomes single spaces. A caption that would become
 * empty stays for {@link CaptionFilter}. Cleaning is idempotent. Stateless and thread-safe.
 */
public final class CaptionCleaner {

  static final String EXTENSIONS =
      "jpe?g|jpe|png|gif|webp|bmp|tiff?|svgz?|avif|heic|heif|ico|pdf|psd|mp4|webm|mov";

  /** Longest caption in characters; the rest is cut off. */
  private static final int LONGEST = 20_000;

  private static final int MAX_PASSES = 4;
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));", FLAGS);
  private static final Pattern TAG =
      Pattern.compile("</?[a-z][a-z0-9]{0,15}(?:\\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->", FLAGS);
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x85]]|[\\u200B\\u2060\\uFEFF\\u00AD\\uFFFC]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\x85]+");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<!\\S)[(\\[<]?(?:https?://|www\\.)\\S{1,2000}");
  private static final Pattern EXTENSION = Pattern.compile("\\.(?:" + EXTENSIONS + ")$", FLAGS);

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201c"),
          Map.entry("rdquo", "\u201d"),
          Map.entry("laquo", "\u00ab"),
          Map.entry("raquo", "\u00bb"),
          Map.entry("hellip", "\u2026"),
          Map.entry("copy", "\u00a9"),
          Map.entry("reg", "\u00ae"),
          Map.entry("deg", "\u00b0"),
          Map.entry("euro", "\u20ac"));

  private static final Pattern PREFIX = prefix();

  /** First words of the pattern: a fast check that most captions fail. */
  private static final Set<String> FIRST_WORDS = firstWords();

  private final ImageTextSettings settings;

  public CaptionCleaner(ImageTextSettings settings) {
    this.settings = settings;
  }

  /** Returns the clean caption, the same instance when nothing changed. */
  public String clean(String caption) {
    String text = caption;
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String next = pass(text);
      if (next.equals(text)) {
        break;
      }
      text = next;
    }
    return text.equals(caption) ? caption : text;
  }

  private String pass(String caption) {
    String text = caption.length() > LONGEST ? cut(caption) : caption;
    if (settings.clean()) {
      text = Normalizer.normalize(text, Normalizer.Form.NFC);
      text = text.indexOf('&') < 0 ? text : references(text);
      text = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ");
      text = blanks(text);
      if (text.contains("www.") || text.contains("://")) {
        text = blanks(orBefore(ADDRESS.matcher(text).replaceAll(" ").strip(), text));
      }
      // a caption of one word keeps its extension, so that the filter recognises a file name
      text = text.indexOf(' ') < 0 ? text : EXTENSION.matcher(text).replaceFirst("").strip();
    }
    if (settings.cutPrefixes() && FIRST_WORDS.contains(firstWord(text))) {
      text = orBefore(PREFIX.matcher(text).replaceFirst("").strip(), text);
    }
    return text;
  }

  private static String blanks(String text) {
    boolean plain = true;
    char before = ' ';
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c > ' ' && c < 0x7f || c == ' ' && before != ' ' || isPlain(c);
      before = c;
    }
    if (plain && before != ' ') {
      return text;
    }
    String visible = INVISIBLE.matcher(text).replaceAll("");
    return BLANKS.matcher(visible).replaceAll(" ").strip();
  }

  private static boolean isPlain(char c) {
    return c > 0xa0
        && c != 0xad
        && c != 0xfeff
        && c != 0xfffc
        && !Character.isSpaceChar(c)
        && (c < 0x2000 || c > 0x206f);
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isWordPart(char c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static Set<String> firstWords() {
    Set<String> words = new HashSet<>();
    for (String line : ResourceLines.of(CaptionCleaner.class, "image-prefixes.txt")) {
      String nouns = line.substring(line.indexOf(':') + 1).split(";")[0];
      for (String noun : nouns.strip().split(", *")) {
        words.add(firstWord(noun));
      }
    }
    return words;
  }

  private static String orBefore(String after, String before) {
    return after.isEmpty() ? before : after;
  }

  private static String cut(String text) {
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }

  private static String references(String text) {
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match)));
  }

  private static String character(MatchResult match) {
    if (match.group(3) != null) {
      return NAMED.getOrDefault(match.group(3), match.group());
    }
    int code =
        match.group(1) != null
            ? Integer.parseInt(match.group(1))
            : Integer.parseInt(match.group(2), 16);
    boolean character =
        code > 0
            && Character.isValidCodePoint(code)
            && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
    return character ? Character.toString(code) : " ";
  }

  /**
   * Matches a noun, an optional number, and a colon, a dash or a preposition of that noun. A line
   * of the file has nouns, a semicolon, and their prepositions.
   */
  private static Pattern prefix() {
    List<String> starts = new ArrayList<>();
    for (String line : ResourceLines.of(CaptionCleaner.class, "image-prefixes.txt")) {
      String[] parts = line.substring(line.indexOf(':') + 1).strip().split(" *; *", -1);
      String nouns = alternatives(parts[0]);
      String number = "(?:\\s?\\d{1,4}(?:\\s?(?:/|of)\\s?\\d{1,4})?)?";
      String own =
          parts.length < 2 || parts[1].isBlank() ? "" : "|\\s(?:" + alternatives(parts[1]) + ")\\s";
      starts.add("(?:" + nouns + ")(?:" + number + "\\s?(?:[:：]|\\s[-–—|]\\s)" + own + ")");
    }
    return Pattern.compile("^(?:" + String.join("|", starts) + ")\\s?", FLAGS);
  }

  private static String alternatives(String list) {
    return String.join("|", list.split(", *")).replace(".", "\\.").replace(" ", "\\s");
  }
}
