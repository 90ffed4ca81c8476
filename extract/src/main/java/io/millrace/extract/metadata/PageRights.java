package io.millrace.extract.metadata;

import io.millrace.corpus.StatedRights;
import io.millrace.extract.html.Element;
import io.millrace.extract.tree.PageUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rights that a page states: directives to robots (meta elements and X-Robots-Tag), the W3C's
 * TDM Reservation Protocol (meta elements and headers), and its licence. They are only recorded
 * here; a recipe or a reader of the corpus decides.
 *
 * @param robots directives in lower case, sorted: {@code noindex}, {@code noai}, {@code
 *     max-snippet:-1}; those for a single robot as {@code googlebot: noarchive}; {@link
 *     StatedRights#UNREAD} if there were too many to read
 * @param tdmReservation "1" if the page or its server reserves text and data mining, "0" if they
 *     state that they do not, else ""
 * @param tdmPolicy URL of the terms, or ""
 * @param license URL of the licence, or ""
 */
public record PageRights(
    SortedSet<String> robots, String tdmReservation, String tdmPolicy, String license) {

  private static final int MAX_DIRECTIVES = 50;
  private static final int MAX_DIRECTIVE = 80;

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
   * @param headers headers of the response: {@code x_robots_tag}, {@code tdm_reservation}, {@code
   *     tdm_policy}
   * @param ownNames lower-case names of our own robots
   */
  static PageRights of(
      HtmlStatements statements,
      StructuredData data,
      Map<String, String> headers,
      PageUrls urls,
      Set<String> ownNames) {
    Directives directives = new Directives(ownNames);
    directives.whole = statements.hasAllMetas();
    statements.metas("robots").forEach(content -> directives.add("", content));
    statements.metas("x-robots-tag").forEach(content -> directives.add("", content));
    SortedSet<String> names = new TreeSet<>(ROBOTS);
    names.addAll(ownNames);
    for (String robot : names) {
      statements.metas(robot).forEach(content -> directives.add(robot, content));
    }
    directives.add("", headers.getOrDefault("x_robots_tag", ""));
    List<String> reservations = new ArrayList<>(statements.metas("tdm-reservation"));
    reservations.add(headers.getOrDefault("tdm_reservation", ""));
    String policy = urls.absolute(statements.meta("tdm-policy"));
    policy = policy.isEmpty() ? firstOf(statements.links("tdm-policy"), urls) : policy;
    return new PageRights(
        directives.all(),
        StatedRights.reservation(String.join(" ", reservations)),
        policy.isEmpty() ? urls.absolute(headers.getOrDefault("tdm_policy", "")) : policy,
        license(statements, data, urls));
  }

  void write(SortedMap<String, String> metadata) {
    HtmlMetadata.put(metadata, "robots", String.join(", ", robots));

    HtmlMetadata.put(metadata, "tdm_reservation", tdmReservation);
    HtmlMetadata.put(metadata, "tdm_policy", tdmPolicy);
    HtmlMetadata.put(metadata, "license", license);
  }

  /** Collects a limited number of directives; those that reserve rights have priority. */
  private static final class Directives {
    private final Set<String> ownNames;
    private final SortedSet<String> reserving = new TreeSet<>();
    private final SortedSet<String> others = new TreeSet<>();
    private boolean whole = true;

    Directives(Set<String> ownNames) {
      this.ownNames = ownNames;
    }

    void add(String robot, String content) {
      whole &= StatedRights.isWhole(content);
      for (StatedRights.Directive directive : StatedRights.directives(content, robot)) {
        String text = directive.text();
        String written = directive.robot().isEmpty() ? text : directive.robot() + ": " + text;
        if (directive.isFor(ownNames) && StatedRights.RESERVING.contains(text)) {
          reserving.add(written);
        } else if (text.length() <= MAX_DIRECTIVE && others.size() < MAX_DIRECTIVES) {
          others.add(written);
        }
      }
    }

    SortedSet<String> all() {
      SortedSet<String> all = new TreeSet<>(reserving);
      if (!whole) {
        all.add(StatedRights.UNREAD);
      }
      others.stream().limit(Math.max(0, MAX_DIRECTIVES - all.size())).forEach(all::add);
      return all;
    }
  }

  private static String license(HtmlStatements statements, StructuredData data, PageUrls urls) {
    String license = firstOf(statements.links("license"), urls);
    for (String name : new String[] {"dc.rights.license", "dcterms.license", "license"}) {
      license = license.isEmpty() ? urls.absolute(statements.meta(name)) : license;
    }
    license = license.isEmpty() ? urls.absolute(data.license()) : license;
    return license.isEmpty() ? onlyOne(statements.links("creativecommons"), urls) : license;
  }

  static String firstOf(List<Element> links, PageUrls urls) {
    for (Element link : links) {
      String url = urls.absolute(link.attr("href"));
      if (!url.isEmpty()) {
        return url;
      }
    }
    return "";
  }

  /** The licence that the page links, or "" for several, which are mostly those of images. */
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
