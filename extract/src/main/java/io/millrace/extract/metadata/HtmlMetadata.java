package io.millrace.extract.metadata;

import io.millrace.corpus.Page;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.Node;
import io.millrace.extract.html.TextNode;
import io.millrace.extract.metadata.HtmlStatements.Hint;
import io.millrace.extract.metadata.HtmlStatements.HintKind;
import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.MarkupText;
import io.millrace.extract.tree.PageUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Reads title, author, date, site, language and URL of a page. Machine-readable statements have
 * priority; text shown to readers is used only near the headline.
 */
public final class HtmlMetadata {

  private static final String[] TITLES = {
    "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"
  };
  private static final String[] AUTHORS =
      ("citation_author author article:author article:author_name dc.creator"
              + " dcterms.creator parsely-author sailthru.author cxenseparse:author byl")
          .split(" ");
  private static final String[] DATES =
      ("article:published_time og:published_time og:article:published_time datepublished"
              + " citation_publication_date citation_date citation_online_date dc.date.issued"
              + " dcterms.issued dc.date dcterms.date dcterms.created dc.date.created"
              + " parsely-pub-date sailthru.date cxenseparse:recs:publishtime publish-date"
              + " publish_date publishdate pubdate article.published article_date_original date")
          .split(" ");
  private static final String[] CHANGES = {
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"
  };
  private static final String[] DESCRIPTIONS = {
    "description", "og:description", "twitter:description", "dc.description"
  };

  /** Most elements after and before the headline that are searched for author and date. */
  private static final int NEAR_AFTER = 80;

  private static final int NEAR_BEFORE = 30;

  /** Most elements between the names of a byline. */
  private static final int NEXT_TO = 6;

  /** Nodes after the headline that are searched for an unmarked byline or date. */
  private static final int NODES_AFTER = 150;

  /** Most UTF-16 units of an unmarked byline or date; a longer text is something else. */
  private static final int MAX_SHORT_LINE = 80;

  /** Longest text that is only the start of a byline: {@code Written by:}. */
  private static final int MAX_BY = 12;

  private final Page page;
  private final HtmlStatements statements;
  private final StructuredData data;
  private final PageUrls urls;
  private final List<String> sites;
  private final PageTitles titles;

  private HtmlMetadata(Page page, HtmlStatements statements, StructuredData data) {
    this.page = page;
    this.statements = statements;
    this.data = data;
    this.sites =
        List.of(
            statements.meta("og:site_name"),
            data.nameOf("WebSite"),
            data.publisher(),
            statements.meta("application-name"));
    this.titles = new PageTitles(sites, PageUrls.host(page.url()));
    this.urls = PageUrls.of(page.url(), statements.elements("base"));
  }

  /**
   * Adds what the page states to the metadata.
   *
   * @param ownNames lower-case names of our own robots
   */
  public static void read(
      Page page,
      HtmlStatements statements,
      StructuredData data,
      Set<String> ownNames,
      SortedMap<String, String> metadata) {
    HtmlMetadata reader = new HtmlMetadata(page, statements, data);
    String language = reader.language();
    put(metadata, "title", reader.title());
    put(metadata, "author", reader.author());
    put(metadata, "date", reader.date(new PageDates(page.timestamp(), language)));
    put(metadata, "site_name", reader.siteName());
    put(metadata, "page_language", language);
    put(metadata, "canonical_url", reader.canonicalUrl());
    put(metadata, "description", reader.description());
    PageRights.of(statements, data, page.metadata(), reader.urls, ownNames).write(metadata);
  }

  static void put(SortedMap<String, String> metadata, String name, String value) {
    if (!value.isEmpty()) {
      metadata.put(name, value);
    }
  }

  /** Names of the site that the page states, best first; may be "". */
  private String title() {
    List<String> headlines = new ArrayList<>();
    for (Hint hint : statements.hints()) {
      if (hint.kind() == HintKind.HEADLINE && headlines.size() < 10) {
        String text = MarkupText.of(hint.element());
        if (!text.isEmpty()) {
          headlines.add(text);
        }
      }
    }
    List<String> stated = new ArrayList<>();
    stated.add(data.headline());
    for (String name : TITLES) {
      stated.add(statements.meta(name));
    }
    for (Element title : statements.elements("title")) {
      stated.add(MarkupText.of(title));
    }
    stated.removeIf(String::isEmpty);
    return titles.choose(headlines, stated);
  }

  private String author() {
    PageAuthors authors = new PageAuthors(titles);
    data.authorNames().forEach(authors::add);
    for (int i = 0; i < AUTHORS.length && !authors.hasPerson(); i++) {
      boolean library = AUTHORS[i].startsWith("citation") || AUTHORS[i].startsWith("dc");
      for (String content : statements.metas(AUTHORS[i])) {
        String name = MarkupText.line(content);
        if (library) {
          authors.addInverted(name);
        } else {
          authors.add(name, false);
        }
      }
    }
    if (!authors.hasPerson() && statements.meta("twitter:label1").equalsIgnoreCase("Written by")) {
      authors.add(statements.meta("twitter:data1"), false);
    }
    if (!authors.hasPerson()) {
      addByline(authors);
    }
    return authors.joined();
  }

  /** Adds names shown near the headline: the clearest byline, and similar elements next to it. */
  private void addByline(PageAuthors authors) {
    List<Hint> bylines = near(HintKind.AUTHOR);
    for (int clarity = 2; clarity >= 0; clarity--) {
      Hint found = null;
      for (Hint hint : bylines) {
        boolean wanted = found == null ? clarity(hint.element()) == clarity : isNextTo(found, hint);
        if (wanted) {
          authors.addShown(MarkupText.of(hint.element()));
          found = authors.hasPerson() ? hint : null;
        }
      }
      if (found != null) {
        return;
      }
    }
    addUnmarkedByline(authors);
  }

  /** Adds a short text after the headline that starts with "By", or the text after "By". */
  private void addUnmarkedByline(PageAuthors authors) {
    Node node = headlineNode();
    boolean begun = false;
    for (int i = 0; i < NODES_AFTER && node != null && !authors.hasPerson(); i++) {
      if (node instanceof TextNode text && !text.isBlank()) {
        String line = text.wholeText().strip();
        if (begun || line.length() <= MAX_SHORT_LINE && PageAuthors.isByline(line)) {
          authors.addShown(line);
          begun = !begun && line.length() <= MAX_BY;
        }
      }
      node = next(node);
    }
  }

  /** The first headline, or null. */
  private Hint headline() {
    for (Hint hint : statements.hints()) {
      if (hint.kind() == HintKind.HEADLINE) {
        return hint;
      }
    }
    return null;
  }

  private Node headlineNode() {
    Hint headline = headline();
    return headline == null ? null : headline.element();
  }

  private static boolean isNextTo(Hint found, Hint other) {
    return other.order() - found.order() <= NEXT_TO
        && other.order() > found.order()
        && other.element().className().equals(found.element().className())
        && other.element().normalName().equals(found.element().normalName());
  }

  /** How likely the element contains only a name: 2 is the most likely. */
  private static int clarity(Element element) {
    String properties = element.attr("itemprop") + ' ' + element.attr("rel");
    if (properties.contains("author")) {
      return 2;
    }
    String words = MarkupText.head(element.className(), 256).toLowerCase(Locale.ROOT);
    return words.contains("name") || element.normalName().equals("a") ? 1 : 0;
  }

  private String date(PageDates dates) {
    String date = dates.find(data.datePublished());
    for (int i = 0; i < DATES.length && date.isEmpty(); i++) {
      for (String stated : statements.metas(DATES[i])) {
        date = date.isEmpty() ? dates.find(stated) : date;
      }
    }
    date = date.isEmpty() ? dates.inPath(page.url()) : date;
    date = date.isEmpty() ? shownDate(dates) : date;
    date = date.isEmpty() ? dates.find(data.dateModified()) : date;
    for (int i = 0; i < CHANGES.length && date.isEmpty(); i++) {
      date = dates.find(statements.meta(CHANGES[i]));
    }
    return date;
  }

  /** A date near the headline, in an element for dates, else in a short text. */
  private String shownDate(PageDates dates) {
    for (Hint hint : near(HintKind.DATE)) {
      String date = dates.find(hint.element().attr("datetime"));
      date = date.isEmpty() ? dates.find(MarkupText.of(hint.element())) : date;
      if (!date.isEmpty()) {
        return date;
      }
    }
    Node node = headlineNode();
    for (int i = 0; i < NODES_AFTER && node != null; i++) {
      if (node instanceof TextNode text && text.length() <= MAX_SHORT_LINE) {
        String date = dates.find(text.wholeText());
        if (!date.isEmpty()) {
          return date;
        }
      }
      node = next(node);
    }
    return "";
  }

  /** The next node in document order, or null. */
  private static Node next(Node node) {
    if (node instanceof Element element
        && element.firstChild() != null
        && !HtmlTags.isNeverText(element.normalName())) {
      return element.firstChild();
    }
    Node up = node;
    while (up != null && up.nextSibling() == null) {
      up = up.parent();
    }
    return up == null ? null : up.nextSibling();
  }

  /** Hints near the headline, those after it first. */
  private List<Hint> near(HintKind kind) {
    Hint headline = headline();
    int order = headline == null ? 0 : headline.order();
    List<Hint> after = new ArrayList<>();
    List<Hint> before = new ArrayList<>();
    for (Hint hint : statements.hints()) {
      int distance = hint.order() - order;
      if (hint.kind() == kind && distance >= 0 && distance <= NEAR_AFTER) {
        after.add(hint);
      } else if (hint.kind() == kind && distance < 0 && -distance <= NEAR_BEFORE) {
        before.add(hint);
      }
    }
    after.addAll(before);
    return after;
  }

  private String siteName() {
    return firstOf(sites.stream());
  }

  private String language() {
    String tag = "";
    for (Element html : statements.elements("html")) {
      tag = LanguageTags.normalise(html.attr("lang"));
      tag = tag.isEmpty() ? LanguageTags.normalise(html.attr("xml:lang")) : tag;
    }
    for (String name : new String[] {"og:locale", "content-language", "language", "dc.language"}) {
      tag = tag.isEmpty() ? LanguageTags.normalise(statements.meta(name)) : tag;
    }
    return tag.isEmpty() ? LanguageTags.normalise(data.inLanguage()) : tag;
  }

  private String canonicalUrl() {
    String url = PageRights.firstOf(statements.links("canonical"), urls);
    return url.isEmpty() ? urls.absolute(statements.meta("og:url")) : url;
  }

  private String description() {
    return firstOf(Stream.of(DESCRIPTIONS).map(statements::meta));
  }

  private static String firstOf(Stream<String> values) {
    return values.filter(value -> !value.isEmpty()).findFirst().orElse("");
  }
}
