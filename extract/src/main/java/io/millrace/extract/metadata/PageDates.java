package io.millrace.extract.metadata;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import io.millrace.corpus.Timestamps;
import io.millrace.extract.tree.MarkupText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds calendar days in texts: ISO 8601, numbers with dots or slashes, names of months in the
 * page's language or English (from CLDR through ICU), Chinese, Japanese and Korean forms. The day
 * is returned as written; time zones are not converted. Ambiguous dates such as {@code 03/04/2024},
 * days before {@link #EARLIEST} and days after the fetch of the page are ignored.
 */
final class PageDates {

  /** Earliest accepted day: the first web page is from that year. */
  static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

  /** Latest accepted day if the time of the fetch is unknown. */
  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

  private static final int MAX_LENGTH = 200;

  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?<![0-9.])((?:19|20)[0-9]{2})(?:[-/.]|\\s?[年년]\\s?)([0-9]{1,2})"
              + "(?:[-/.]|\\s?[月월]\\s?)([0-9]{1,2})(?![0-9])");
  private static final Pattern COMPACT =
      Pattern.compile("^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:T?[0-9]{4,6}Z?)?$");
  private static final Pattern YEAR_LAST =
      Pattern.compile(
          "(?<![0-9.])([0-9]{1,2})([-/.])\\s?([0-9]{1,2})[-/.]\\s?((?:19|20)[0-9]{2})(?![0-9])");
  private static final Pattern DAY_MONTH_NAME =
      Pattern.compile(
          "(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?[\\s-]+(?:de\\s+|of\\s+)?"
              + "([\\p{L}\\p{M}]{3,20})[.,]?[\\s-]+(?:de\\s+|del\\s+)?((?:19|20)[0-9]{2})(?![0-9])");
  private static final Pattern MONTH_NAME_DAY =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}])([\\p{L}\\p{M}]{3,20})[.,]?[\\s-]+([0-9]{1,2})(?:st|nd|rd|th)?[.,]?"
              + "[\\s-]+((?:19|20)[0-9]{2})(?![0-9])");
  private static final Pattern IN_PATH =
      Pattern.compile("[/-]((?:19|20)[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?![0-9])");

  private static final Set<String> ICU_LANGUAGES =
      new HashSet<>(Arrays.asList(Locale.getISOLanguages()));
  private static final Map<String, Map<String, Integer>> MONTHS = new ConcurrentHashMap<>();

  private final String fetched;
  private LocalDate latest;
  private final String language;

  /**
   * @param fetched time of the fetch, ISO 8601, or ""
   * @param pageLanguage BCP 47 tag, or ""
   */
  PageDates(String fetched, String pageLanguage) {
    this.fetched = fetched;
    String first = LanguageTags.language(pageLanguage);
    language = ICU_LANGUAGES.contains(first) ? first : "en";
  }

  /** The first date in a text as an ISO 8601 day, or "". */
  String find(String stated) {
    String text = MarkupText.head(stated, MAX_LENGTH).strip();
    if (text.length() < 6 || !hasDigit(text)) {
      return "";
    }
    return numbers(text)
        .or(() -> named(text, DAY_MONTH_NAME, 2, 1))
        .or(() -> named(text, MONTH_NAME_DAY, 1, 2))
        .map(LocalDate::toString)
        .orElse("");
  }

  /** The date in the path of a URL, such as {@code /2024/05/17/}, or "". */
  String inPath(String url) {
    int query = url.indexOf('?');
    String path = MarkupText.head(query < 0 ? url : url.substring(0, query), 2_000);
    Matcher matcher = IN_PATH.matcher(path);
    return matcher.find() ? day(matcher, 1, 2, 3).map(LocalDate::toString).orElse("") : "";
  }

  private Optional<LocalDate> numbers(String text) {
    Matcher compact = COMPACT.matcher(text);
    if (compact.find()) {
      return day(compact, 1, 2, 3);
    }
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.find()) {
      return day(first, 1, 2, 3);
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (last.find()) {
      boolean dotted = last.group(2).equals(".");
      int one = Integer.parseInt(last.group(1));
      int two = Integer.parseInt(last.group(3));
      if (dotted || one > 12 || one == two) {
        return day(last, 4, 3, 1);
      }
      return two > 12 ? day(last, 4, 1, 3) : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<LocalDate> named(String text, Pattern form, int monthGroup, int dayGroup) {
    Matcher matcher = form.matcher(text);
    for (int tries = 0; tries < 5 && matcher.find(); tries++) {
      int month = month(matcher.group(monthGroup));
      if (month > 0) {
        return day(
            Integer.parseInt(matcher.group(3)), month, Integer.parseInt(matcher.group(dayGroup)));
      }
    }
    return Optional.empty();
  }

  private Optional<LocalDate> day(Matcher matcher, int year, int month, int day) {
    return day(
        Integer.parseInt(matcher.group(year)),
        Integer.parseInt(matcher.group(month)),
        Integer.parseInt(matcher.group(day)));
  }

  private Optional<LocalDate> day(int year, int month, int day) {
    try {
      LocalDate date = LocalDate.of(year, month, day);
      return date.isBefore(EARLIEST) || isLate(date) ? Optional.empty() : Optional.of(date);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private boolean isLate(LocalDate date) {
    // fast path: compare the first characters of an ISO 8601 instant instead of parsing it
    boolean iso = fetched.length() > 10 && fetched.charAt(4) == '-' && fetched.charAt(7) == '-';
    return !(iso && date.toString().compareTo(fetched.substring(0, 10)) <= 0)
        && date.isAfter(latest());
  }

  private LocalDate latest() {
    if (latest == null) {
      // one more day, because of time zones east of UTC
      latest =
          Timestamps.parse(fetched)
              .map(instant -> instant.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1))
              .orElse(LATEST);
    }
    return latest;
  }

  private int month(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Integer month = months(language).get(key);
    return month != null ? month : months("en").getOrDefault(key, 0);
  }

  private static Map<String, Integer> months(String language) {
    return MONTHS.computeIfAbsent(language, PageDates::monthNames);
  }

  private static Map<String, Integer> monthNames(String language) {
    DateFormatSymbols symbols = new DateFormatSymbols(new ULocale(language));
    Map<String, Integer> names = new HashMap<>();
    for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
      for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
        String[] months = symbols.getMonths(context, width);
        for (int i = 0; i < 12; i++) {
          String name = months[i].toLowerCase(Locale.ROOT);
          names.putIfAbsent(
              name.endsWith(".") ? name.substring(0, name.length() - 1) : name, i + 1);
        }
      }
    }
    if (language.equals("en")) {
      names.put("sept", 9);
    }
    return names;
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }
}
