package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jsoup.internal.StringUtil;

/** Makes the URLs of a page absolute. Supports only http and https. */
public final class PageUrls {

  /** Most UTF-16 units of a URL; longer ones are data. */
  private static final int MAX_LENGTH = 2_000;

  private final String base;

  /** Scheme and host of the base, or "". */
  private final String origin;

  private PageUrls(String base) {
    this.base = base;
    int host = isWeb(base) ? base.indexOf("//") + 2 : -1;
    origin = host < 0 ? "" : base.substring(0, endOfHost(base, host));
  }

  /**
   * @param bases the page's base elements; the first with a URL is used
   */
  public static PageUrls of(String pageUrl, List<Element> bases) {
    PageUrls own = new PageUrls(pageUrl);
    for (Element base : bases) {
      String stated = base.attr("href");
      if (!stated.isEmpty()) {
        String absolute = own.absolute(stated);
        return absolute.isEmpty() ? own : new PageUrls(absolute);
      }
    }
    return own;
  }

  /** The absolute URL, or "" if it is not http or https. */
  public String absolute(String stated) {
    String url = stated.strip();
    if (url.isEmpty() || url.length() > MAX_LENGTH || hasOtherScheme(url)) {
      return "";
    }
    String absolute = isPlain(url) ? joined(url) : "";
    if (absolute.isEmpty()) {
      absolute = withoutDots(StringUtil.resolve(base, url));
    }
    return isWeb(absolute) && absolute.length() <= 2 * MAX_LENGTH ? absolute : "";
  }

  private static String withoutDots(String url) {
    if (!url.contains("/./") && !url.contains("/../")) {
      return url;
    }
    try {
      return new URI(url).normalize().toString();
    } catch (URISyntaxException odd) {
      return url;
    }
  }

  /** Fast path for URLs that need no parsing, which are the most; "" for the others. */
  private String joined(String url) {
    if (url.charAt(0) != '/') {
      return isWeb(url) && url.indexOf('/', 8) > 0 ? url : "";
    }
    if (origin.isEmpty()) {
      return "";
    }
    return url.startsWith("//") ? "" : origin + url;
  }

  /** Whether it is printable ASCII without path segments that start with a dot. */
  private static boolean isPlain(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '\\' || c == '.' && i > 0 && url.charAt(i - 1) == '/') {
        return false;
      }
    }
    return true;
  }

  private static int endOfHost(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Host of a URL in lower case, or "". */
  public static String host(String url) {
    try {
      String host = new URI(MarkupText.head(url, MAX_LENGTH)).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException notAUrl) {
      return "";
    }
  }

  private static boolean isWeb(String url) {
    boolean http = url.regionMatches(true, 0, "http://", 0, 7) && url.length() > 7;
    return http || url.regionMatches(true, 0, "https://", 0, 8) && url.length() > 8;
  }

  private static boolean hasOtherScheme(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return i > 0 && !isWeb(url);
      }
      if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return false;
  }
}
