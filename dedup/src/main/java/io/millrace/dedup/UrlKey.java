package io.millrace.dedup;

import com.ibm.icu.text.IDNA;
import io.millrace.corpus.Hash128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Hash of the normalised URL, equal for URLs that most likely lead to the same page.
 *
 * <p>Crawled URLs are those that browsers accept, not those that RFC 3986 allows. So they are
 * parsed as the URL Standard does, and no input throws. The normal form has no scheme, user,
 * default port, leading {@code www.}, fragment, tracking parameters or slash at the end of the
 * path; the host is in lower case and in ASCII (UTS #46); percent-encoding is uniform (RFC 3986,
 * section 6.2.2); dot segments are resolved; query parameters are sorted by name.
 */
public final class UrlKey {

  /** Longest URL in characters; servers accept less. */
  private static final int MAX_URL = 1 << 16;

  /** Longest host in characters; DNS allows less. */
  private static final int MAX_HOST = 1024;

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

  private final boolean keepBareDomains;
  private final Set<String> trackingNames = new HashSet<>();
  private final List<String> trackingBeginnings = new ArrayList<>();

  public UrlKey(UrlDedupSettings settings) {
    keepBareDomains = settings.keepBareDomains();
    for (String name : settings.trackingParameters()) {
      String folded = name.toLowerCase(Locale.ROOT);
      if (folded.endsWith("*")) {
        trackingBeginnings.add(folded.substring(0, folded.length() - 1));
      } else {
        trackingNames.add(folded);
      }
    }
  }

  /**
   * Key of a URL. Empty when the URL is longer than 65,536 characters, has no host, or has only a
   * host and the setting {@code keep_bare_domains} is on.
   */
  public Optional<Hash128> of(String url) {
    return normalise(url).map(Hash128::of);
  }

  /** The normal form that {@link #of} hashes. */
  public Optional<String> normalise(String url) {
    if (url.length() > MAX_URL) {
      return Optional.empty();
    }
    String text = trim(url);
    int authority = authority(text);
    if (authority < 0) {
      return Optional.empty();
    }
    int pathFrom = firstOf(text, authority, "/\\?#");
    String scheme = scheme(text, authority);
    String host = host(text.substring(authority, pathFrom));
    if (host.isEmpty()) {
      return Optional.empty();
    }
    int fragment = indexOrEnd(text, '#', pathFrom);
    int queryFrom = Math.min(indexOrEnd(text, '?', pathFrom), fragment);
    String path = path(text.substring(pathFrom, queryFrom));
    String query = queryFrom < fragment ? query(text.substring(queryFrom + 1, fragment)) : "";
    if (keepBareDomains && path.isEmpty() && query.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(scheme + host + path + (query.isEmpty() ? "" : "?" + query));
  }

  /** Offset of the authority, or -1 when the text has no host. */
  private static int authority(String text) {
    int colon = text.indexOf(':');
    int slash = firstOf(text, 0, "/\\?#");
    boolean named = colon > 0 && colon < slash && isSchemeName(text, colon);
    int from = named ? colon + 1 : 0;
    boolean slashes = isSlash(text, from) && isSlash(text, from + 1);
    if (slashes) {
      return from + 2;
    }
    // without a scheme, the dot marks a host: 'example.com/page', 'example.com:8080'
    int dot = text.indexOf('.');
    return dot > 0 && dot < slash && (!named || dot < colon) ? 0 : -1;
  }

  /** Scheme with {@code ://}, or empty for http and https. */
  private static String scheme(String text, int authority) {
    String scheme = authority < 3 ? "" : text.substring(0, authority - 3).toLowerCase(Locale.ROOT);
    return scheme.isEmpty() || scheme.equals("http") || scheme.equals("https")
        ? ""
        : scheme + "://";
  }

  private static boolean isSchemeName(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = isLetter(c);
      if (!letter && (i == 0 || !(isDigit(c) || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return true;
  }

  private static String host(String authority) {
    String text = authority.substring(authority.lastIndexOf('@') + 1);
    if (text.length() > MAX_HOST) {
      return "";
    }
    int colon = text.lastIndexOf(':');
    String port = "";
    if (colon >= 0 && colon > text.lastIndexOf(']')) {
      port = text.substring(colon + 1);
      text = text.substring(0, colon);
      if (!port.chars().allMatch(c -> isDigit((char) c))) {
        return "";
      }
    }
    if (port.isEmpty() || port.equals("80") || port.equals("443")) {
      port = "";
    } else {
      port = ":" + port;
    }
    String name = asciiHost(text);
    return name.isEmpty() ? "" : name + port;
  }

  private static String asciiHost(String text) {
    String host = text.indexOf('%') >= 0 ? PercentEncoding.decode(text) : text;
    if (!host.chars().allMatch(c -> c < 128)) {
      StringBuilder ascii = new StringBuilder();
      // errors are ignored: a label that breaks a rule of IDNA still names a site that was crawled
      UTS46.nameToASCII(host, ascii, new IDNA.Info());
      host = ascii.toString();
    }
    host = host.toLowerCase(Locale.ROOT);
    int end = host.length();
    while (end > 0 && host.charAt(end - 1) == '.') {
      end--;
    }
    host = host.substring(0, end);
    for (int i = 0; i < end; i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c == 127 || "#/<>?@\\^`{|}\"%".indexOf(c) >= 0) {
        return "";
      }
    }
    return host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
  }

  private static String path(String text) {
    String path = PercentEncoding.normalise(text.replace('\\', '/'), false);
    path = withoutSession(path);
    if (path.contains("/.")) {
      path = resolveDots(path);
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /** Drops session ids, which Java servers write into paths when cookies are off. */
  private static String withoutSession(String path) {
    String rest = path;
    int from = sessionAt(rest, 0);
    while (from >= 0) {
      rest = rest.substring(0, from) + rest.substring(firstOf(rest, from + 1, ";/"));
      from = sessionAt(rest, from);
    }
    return rest;
  }

  private static int sessionAt(String path, int from) {
    String name = ";jsessionid=";
    for (int i = path.indexOf(';', from); i >= 0; i = path.indexOf(';', i + 1)) {
      if (path.regionMatches(true, i, name, 0, name.length())) {
        return i;
      }
    }
    return -1;
  }

  private static String resolveDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("..")) {
        if (!kept.isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      } else if (!segments[i].equals(".")) {
        kept.add(segments[i]);
        continue;
      }
      if (last) {
        kept.add("");
      }
    }
    return kept.isEmpty() ? "" : "/" + String.join("/", kept);
  }

  private String query(String text) {
    List<String> kept = new ArrayList<>();
    for (String parameter : text.split("&")) {
      String normal = PercentEncoding.normalise(parameter, true);
      if (!normal.isEmpty() && !isTracking(name(normal))) {
        kept.add(normal);
      }
    }
    // by name only: the order of the values of a name can matter
    kept.sort(Comparator.comparing(UrlKey::name));
    return String.join("&", kept);
  }

  private static String name(String parameter) {
    return parameter.substring(0, indexOrEnd(parameter, '=', 0));
  }

  private boolean isTracking(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    if (trackingNames.contains(folded)) {
      return true;
    }
    for (String beginning : trackingBeginnings) {
      if (folded.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** As in the URL Standard: no spaces and controls at the ends, no line breaks and tabs inside. */
  private static String trim(String url) {
    int from = 0;
    int to = url.length();
    while (from < to && url.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && url.charAt(to - 1) <= ' ') {
      to--;
    }
    String text = url.substring(from, to);
    return firstOf(text, 0, "\t\n\r") < text.length() ? text.replaceAll("[\t\n\r]", "") : text;
  }

  private static boolean isSlash(String text, int at) {
    return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int indexOrEnd(String text, char c, int from) {
    int at = text.indexOf(c, from);
    return at < 0 ? text.length() : at;
  }

  private static int firstOf(String text, int from, String set) {
    for (int i = from; i < text.length(); i++) {
      if (set.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
