package io.millrace.connectors.fetch;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Words by which owners keep images out of indexes and training sets, as they stand in the header
 * X-Robots-Tag and in {@code <meta name="robots">}: {@code noai}, {@code noimageai}, {@code
 * noindex}, {@code noimageindex}. A word after the name of a robot ({@code otherbot: noai}) is for
 * that one alone.
 */
public final class OptOut {

  /** Directives that have a value, so what stands before their colon names no robot. */
  private static final Set<String> WITH_VALUE =
      Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

  private final Set<String> words;
  private final String userAgent;

  /**
   * @param words that are honoured
   * @param userAgent name by which we may be addressed
   */
  public OptOut(Collection<String> words, String userAgent) {
    this.words = Set.copyOf(words);
    this.userAgent = userAgent.toLowerCase(Locale.ROOT);
  }

  /**
   * The first honoured word that is meant for us.
   *
   * @param values of the header, one a line, or of the meta element
   */
  public Optional<String> refusal(String values) {
    return values.lines().flatMap(line -> refusalIn(line).stream()).findFirst();
  }

  private Optional<String> refusalIn(String line) {
    String robot = "";
    for (String part : line.toLowerCase(Locale.ROOT).split("[,;]")) {
      String said = part;
      int colon = part.indexOf(':');
      if (colon >= 0) {
        String name = part.substring(0, colon).strip();
        if (WITH_VALUE.contains(name)) {
          continue;
        }
        robot = name;
        said = part.substring(colon + 1);
      }
      if (!List.of("", "*", "robots", userAgent).contains(robot)) {
        continue;
      }
      for (String word : said.strip().split("\\s+")) {
        // none means noindex and nofollow
        if (words.contains(word) || "none".equals(word) && words.contains("noindex")) {
          return Optional.of(word);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a {@code tdm-reservation} header or meta element reserves the rights (TDMRep). */
  public static boolean reserves(String tdmReservation) {
    return tdmReservation.lines().anyMatch(line -> "1".equals(line.strip()));
  }
}
