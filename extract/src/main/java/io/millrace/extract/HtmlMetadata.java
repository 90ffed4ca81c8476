package io.millrace.extract;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * What a page says of itself in meta elements (Open Graph, Dublin Core, plain names), link and
 * title. The first statement of a kind counts; where several kinds state the same thing, the order
 * in {@link #SOURCES} decides.
 */
final class HtmlMetadata implements NodeFilter {

  /** Values are cut here; longer ones are no titles or names. */
  private static final int MAX_CHARACTERS = 1_000;

  /** Metadata name, then where it comes from, best first. */
  private static final String[][] SOURCES = {
    {"title", "og:title", "twitter:title", "dc.title", "citation_title", "<title>", "<h1>"},
    {
      "author",
      "author",
      "article:author",
      "dc.creator",
      "citation_author",
      "parsely-author",
      "sailthru.author",
      "byl"
    },
    {
      "date",
      "article:published_time",
      "datepublished",
      "dc.date",
      "dc.date.issued",
      "dcterms.date",
      "dcterms.created",
      "citation_publication_date",
      "parsely-pub-date",
      "sailthru.date",
      "pubdate",
      "publishdate",
      "date",
      "<time>"
    },
    {"site_name", "og:site_name", "application-name"},
    {"canonical_url", "<canonical>", "og:url"},
    {"page_language", "<html>", "content-language", "og:locale"},
  };

  private final Map<String, String> found = new HashMap<>();

  /** Elements whose text was read: only the first of a name, so that nesting costs nothing. */
  private final Set<String> tried = new HashSet<>();

  private HtmlMetadata() {}

  /** Adds what the page states to the metadata. */
  static void read(Document document, String url, SortedMap<String, String> metadata) {
    HtmlMetadata reader = new HtmlMetadata();
    document.filter(reader);
    for (String[] sources : SOURCES) {
      String value = reader.first(sources);
      if (sources[0].equals("canonical_url")) {
        value = absolute(value, url);
      }
      if (!value.isEmpty()) {
        metadata.put(sources[0], value);
      }
    }
  }

  private String first(String[] sources) {
    for (int i = 1; i < sources.length; i++) {
      String value = found.get(sources[i]);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    switch (element.normalName()) {
      case "html" -> add("<html>", element.attr("lang"));
      case "meta" -> readMeta(element);
      case "link" -> readLink(element);
      case "time" -> add("<time>", element.attr("datetime"));
      case "title" -> addText("<title>", element);
      case "h1" -> addText("<h1>", element);
      case "svg" -> {
        // a title in there is that of a picture
        return FilterResult.SKIP_CHILDREN;
      }
      default -> {}
    }
    return FilterResult.CONTINUE;
  }

  private void readMeta(Element meta) {
    String content = meta.attr("content");
    for (String key : new String[] {"property", "name", "itemprop", "http-equiv"}) {
      if (meta.hasAttr(key)) {
        String name = meta.attr(key);
        if (name.length() <= 64) {
          add(name.strip().toLowerCase(Locale.ROOT), content);
        }
      }
    }
  }

  private void readLink(Element link) {
    if (link.attr("rel").strip().equalsIgnoreCase("canonical")) {
      add("<canonical>", link.attr("href"));
    }
  }

  private void addText(String key, Element element) {
    if (tried.add(key)) {
      StringBuilder text = new StringBuilder();
      element.filter(
          (node, depth) -> {
            if (node instanceof TextNode part && text.length() < MAX_CHARACTERS) {
              text.append(part.getWholeText());
            }
            return FilterResult.CONTINUE;
          });
      add(key, text.toString());
    }
  }

  private void add(String key, String value) {
    TextBuffer buffer = new TextBuffer();
    buffer.append(value.substring(0, Math.min(value.length(), 4 * MAX_CHARACTERS)), false, false);
    if (!buffer.isEmpty()) {
      found.putIfAbsent(key, TextWriter.cut(buffer.text(), MAX_CHARACTERS));
    }
  }

  /** The canonical URL made absolute, or "" when it is none of the web's. */
  private static String absolute(String value, String base) {
    if (value.isEmpty()) {
      return "";
    }
    try {
      URI uri = base.isEmpty() ? new URI(value) : new URI(base).resolve(value);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web ? uri.toString() : "";
    } catch (URISyntaxException | IllegalArgumentException notAUrl) {
      return "";
    }
  }
}
