package io.millrace.extract;

import io.millrace.extract.html.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a page says may be done with it: directives to robots (meta elements and X-Robots-Tag), the
 * W3C's TDM Reservation Protocol (meta elements and headers), and its licence. Only stated here,
 * not judged: a recipe or a reader of the corpus decides.
 *
 * @param robots directives in lower case, sorted: {@code noindex}, {@code noai}, {@code
 *     max-snippet:-1}; those for one robot alone as {@code googlebot: noarchive}
 * @param tdmReservation "1" where the page or its server reserves text and data mining, "0" where
 *     they say that they do not, else ""
 * @param tdmPolicy address of the terms, or ""
 * @param license address of the licence, or ""
 */
public record PageRights(
    SortedSet<String> robots, String tdmReservation, String tdmPolicy, String license) {

  private static final int MAX_DIRECTIVES = 50;
  private static final int MAX_DIRECTIVE = 80;

  /** Directives that are written with a colon and a value. */
  private static final Set<String> VALUED =
      Set.of("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after");

  /** Robots that pages address by name. */
  private static final List<String> ROBOTS =
      List.of(
          ("ai2bot amazonbot anthropic-ai applebot applebot-extended archive.org_bot baiduspider"
                  + " bingbot bytespider ccbot chatgpt-user claude-web claudebot cohere-ai diffbot"
                  + " duckduckbot facebookbot google-extended googlebot googlebot-image"
                  + " googlebot-news gptbot ia_archiver meta-externalagent msnbot oai-searchbot"
                  + " omgili perplexitybot petalbot slurp yandex")
              .split(" "));

  /**
   * @param headers what the reader of the page kept of its response: {@code x_robots_tag}, {@code
   *     tdm_reservation}, {@code tdm_policy}
   */
  static PageRights of(
      HtmlStatements statements, StructuredData data, Map<String, String> headers, PageUrls urls) {
    SortedSet<String> robots = new TreeSet<>();
    statements.metas("robots").forEach(content -> addDirectives(robots, "", content));
    for (String robot : ROBOTS) {
      statements.metas(robot).forEach(content -> addDirectives(robots, robot, content));
    }
    for (String header : headers.getOrDefault("x_robots_tag", "").split(";")) {
      addDirectives(robots, "", header);
    }
    List<String> reservations = new ArrayList<>(statements.metas("tdm-reservation"));
    reservations.add(headers.getOrDefault("tdm_reservation", ""));
    String policy = urls.absolute(statements.meta("tdm-policy"));
    policy = policy.isEmpty() ? firstOf(statements.links("tdm-policy"), urls) : policy;
    return new PageRights(
        robots,
        reservation(reservations),
        policy.isEmpty() ? urls.absolute(headers.getOrDefault("tdm_policy", "")) : policy,
        license(statements, data, urls));
  }

  /** Whether a directive is given to every robot. */
  public boolean has(String directive) {
    return robots.contains(directive);
  }

  void write(SortedMap<String, String> metadata) {
    if (!robots.isEmpty()) {
      metadata.put("robots", String.join(", ", robots));
    }
    put(metadata, "tdm_reservation", tdmReservation);
    put(metadata, "tdm_policy", tdmPolicy);
    put(metadata, "license", license);
  }

  private static void put(SortedMap<String, String> metadata, String name, String value) {
    if (!value.isEmpty()) {
      metadata.put(name, value);
    }
  }

  /** Reads {@code noindex, max-snippet:-1} and, as in headers, {@code otherbot: noindex}. */
  private static void addDirectives(SortedSet<String> robots, String robot, String content) {
    String addressee = robot;
    String text = MarkupText.squeezed(MarkupText.head(content, MarkupText.MAX_LINE));
    for (String part : text.toLowerCase(Locale.ROOT).split(",")) {
      String directive = part.strip();
      int colon = directive.indexOf(':');
      String before = colon < 0 ? "" : directive.substring(0, colon).strip();
      if (VALUED.contains(before)) {
        directive = before + ':' + directive.substring(colon + 1).strip();
      } else if (colon > 0) {
        addressee = before;
        directive = directive.substring(colon + 1).strip();
      }
      boolean directed = !directive.isEmpty() && directive.length() <= MAX_DIRECTIVE;
      if (directed && robots.size() < MAX_DIRECTIVES) {
        robots.add(addressee.isEmpty() ? directive : addressee + ": " + directive);
      }
    }
  }

  /** A reservation anywhere holds. */
  private static String reservation(List<String> stated) {
    String found = "";
    for (String value : stated) {
      String flag = MarkupText.head(value, 10).strip();
      if (flag.equals("1") || flag.equals("0") && found.isEmpty()) {
        found = flag;
      }
    }
    return found;
  }

  private static String license(HtmlStatements statements, StructuredData data, PageUrls urls) {
    String license = firstOf(statements.links("license"), urls);
    for (String name : new String[] {"dc.rights.license", "dcterms.license", "license"}) {
      license = license.isEmpty() ? urls.absolute(statements.meta(name)) : license;
    }
    license = license.isEmpty() ? urls.absolute(data.license()) : license;
    return license.isEmpty() ? onlyOne(statements.links("creativecommons"), urls) : license;
  }

  private static String firstOf(List<Element> links, PageUrls urls) {
    for (Element link : links) {
      String url = urls.absolute(link.attr("href"));
      if (!url.isEmpty()) {
        return url;
      }
    }
    return "";
  }

  /** A page that links several licences says which one is for which picture. */
  private static String onlyOne(List<Element> links, PageUrls urls) {
    SortedSet<String> licenses = new TreeSet<>();
    for (Element link : links) {
      String url = urls.absolute(link.attr("href"));
      if (url.contains("creativecommons.org/licenses/")
          || url.contains("creativecommons.org/publicdomain/")) {
        licenses.add(url);
      }
    }
    return licenses.size() == 1 ? licenses.first() : "";
  }
}
