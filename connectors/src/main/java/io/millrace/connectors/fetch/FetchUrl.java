package io.millrace.connectors.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.corpus.DropReason;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An http or https address in normal form. Addresses in lists and pages are written by people, so
 * they are parsed as browsers do (URL Standard): surrounding blanks are removed, non-ASCII and
 * unsafe characters are escaped, dot segments of the path are resolved. In contrast to browsers,
 * user names are errors, and a numeric host must be a plain IPv4 address.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, in ASCII; IPv6 without brackets
 * @param port never 0
 * @param path escaped, begins with '/', includes the query
 */
public record FetchUrl(String scheme, String host, int port, String path) {

  private static final int MAX_LENGTH = 8192;

  private static final String UNSAFE = "\"<>\\^`{|}[]";
  private static final String HEX = "0123456789ABCDEF";
  private static final Pattern LABELS =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  /**
   * @throws FetchFailure with reason BAD_URL
   */
  public static FetchUrl parse(String text) throws FetchFailure {
    String url = trimmed(text);
    if (url.length() > MAX_LENGTH) {
      throw bad("longer than " + MAX_LENGTH + " characters");
    }
    String scheme = url.regionMatches(true, 0, "https:", 0, 6) ? "https" : "http";
    String start = scheme + ":";
    if (!url.regionMatches(true, 0, start, 0, start.length())) {
      throw bad("neither http nor https");
    }
    String rest = url.substring(start.length());
    if (!rest.startsWith("//")) {
      throw bad("no host");
    }
    int end = 2;
    while (end < rest.length() && "/\\?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return of(scheme, rest.substring(2, end), rest.substring(end));
  }

  private static FetchUrl of(String scheme, String authority, String rest) throws FetchFailure {
    if (authority.indexOf('@') >= 0) {
      throw bad("it has a user name");
    }
    int colon = authority.lastIndexOf(':');
    if (authority.endsWith("]")) {
      colon = -1;
    }
    int port = "https".equals(scheme) ? 443 : 80;
    String host = authority;
    if (colon >= 0) {
      host = authority.substring(0, colon);
      String digits = authority.substring(colon + 1);
      if (!digits.isEmpty()) {
        port = port(digits);
      }
    }
    return new FetchUrl(scheme, host(host), port, path(rest));
  }

  /**
   * The target of a redirect.
   *
   * @throws FetchFailure with reason BAD_URL
   */
  public FetchUrl resolve(String location) throws FetchFailure {
    String to = trimmed(location);
    if (SCHEME.matcher(to).matches()) {
      return parse(to);
    }
    String slashed = to.replace('\\', '/');
    if (slashed.startsWith("//")) {
      return parse(scheme + ":" + slashed);
    }
    if (slashed.startsWith("/")) {
      return new FetchUrl(scheme, host, port, path(to));
    }
    String pathOnly = path.replaceFirst("\\?.*", "");
    if (to.isEmpty() || to.startsWith("#")) {
      return this;
    }
    if (to.startsWith("?")) {
      return new FetchUrl(scheme, host, port, path(pathOnly + to));
    }
    return new FetchUrl(
        scheme, host, port, path(pathOnly.substring(0, pathOnly.lastIndexOf('/') + 1) + to));
  }

  public FetchUrl at(String newPath) {
    return new FetchUrl(scheme, host, port, newPath);
  }

  public String origin() {
    String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == ("https".equals(scheme) ? 443 : 80);
    return scheme + "://" + written + (usual ? "" : ":" + port);
  }

  @Override
  public String toString() {
    return origin() + path;
  }

  /** Whether a text may be a host name: letters, digits, '_' and '-' between dots. */
  static boolean isHostName(String text) {
    return LABELS.matcher(text).matches() && !NUMBER_AT_END.matcher(text).matches();
  }

  private static int port(String digits) throws FetchFailure {
    if (!digits.matches("[0-9]{1,5}")) {
      throw bad("port '" + digits + "'");
    }
    int port = Integer.parseInt(digits);
    if (port == 0 || port > 65_535) {
      throw bad("port " + port);
    }
    return port;
  }

  private static String host(String text) throws FetchFailure {
    if (text.startsWith("[") && text.endsWith("]")) {
      return ipv6(text.substring(1, text.length() - 1));
    }
    String host;
    try {
      host = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw bad("host '" + text + "'"); // the JDK throws either exception
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (!LABELS.matcher(host).matches()) {
      throw bad("host '" + text + "'");
    }
    if (NUMBER_AT_END.matcher(host).matches()) {
      return ipv4(host);
    }
    return host;
  }

  /** Rejects numbers in other forms (2130706433, 0x7f.1, 0177.0.0.1), which serve to deceive. */
  private static String ipv4(String host) throws FetchFailure {
    String[] parts = host.split("\\.");
    boolean plain = parts.length == 4;
    for (String part : parts) {
      plain &= part.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(part) <= 255;
    }
    if (!plain) {
      throw bad("host '" + host + "' is a number, but no plain IPv4 address");
    }
    return host;
  }

  private static String ipv6(String text) throws FetchFailure {
    try {
      if (text.indexOf(':') >= 0 && AddressRules.isLiteral(text)) {
        // a mapped address becomes its IPv4 address
        return InetAddress.getByName("[" + text + "]").getHostAddress();
      }
    } catch (UnknownHostException e) {
      // reported below
    }
    throw bad("host '[" + text + "]'");
  }

  /** Escapes path and query, resolves dot segments, removes the fragment. */
  private static String path(String rest) {
    int fragment = rest.indexOf('#');
    String wanted = fragment < 0 ? rest : rest.substring(0, fragment);
    int query = wanted.indexOf('?');
    String path = query < 0 ? wanted : wanted.substring(0, query);
    String dotless = dotless(escaped(path.replace('\\', '/')));
    return query < 0 ? dotless : dotless + escaped(wanted.substring(query));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (c > ' ' && c < 0x7f && UNSAFE.indexOf(c) < 0) {
                out.append((char) c);
              } else {
                // an unpaired surrogate would become '?', which starts a query
                int valid = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
                for (byte b : Character.toString(valid).getBytes(UTF_8)) {
                  out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
                }
              }
            });
    for (int i = out.indexOf("%"); i >= 0; i = out.indexOf("%", i + 1)) {
      boolean escape =
          i + 2 < out.length()
              && Character.digit(out.charAt(i + 1), 16) >= 0
              && Character.digit(out.charAt(i + 2), 16) >= 0;
      if (!escape) {
        out.insert(i + 1, "25");
      }
    }
    return out.toString();
  }

  private static String dotless(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.split("/", -1);
    for (int i = path.startsWith("/") ? 1 : 0; i < segments.length; i++) {
      String plain = segments[i].replaceAll("(?i)%2e", ".");
      boolean last = i == segments.length - 1;
      if ("..".equals(plain) && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      }
      if (!".".equals(plain) && !"..".equals(plain)) {
        kept.add(segments[i]);
      } else if (last) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    String inner = text.substring(start, end);
    boolean broken =
        inner.indexOf('\n') >= 0 || inner.indexOf('\r') >= 0 || inner.indexOf('\t') >= 0;
    return broken ? inner.replaceAll("[\\n\\r\\t]", "") : inner;
  }

  private static FetchFailure bad(String detail) {
    return FetchFailure.lasting(DropReason.BAD_URL, detail);
  }
}
