package io.millrace.extract;

import io.millrace.corpus.Page;
import io.millrace.extract.HtmlStatements.Hint;
import io.millrace.extract.HtmlStatements.HintKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jsoup.nodes.Element;

/**
 * Title, author, date, site, language and address of a page, from what it states and shows. What
 * machines are meant to read comes first; what is only shown to readers counts near the headline.
 */
final class HtmlMetadata {

  private static final String[] TITLES = {
    "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"
  };
  private static final String[] AUTHORS = {
    "citation_author",
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl"
  };
  private static final String[] DATES = {
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "article.published",
    "article_date_original",
    "date"
  };
  private static final String[] DESCRIPTIONS = {
    "description", "og:description", "twitter:description", "dc.description"
  };

  /** Elements after the headline, or before it, among which author and date are looked for. */
  private static final int NEAR_AFTER = 80;

  private static final int NEAR_BEFORE = 30;

  private final Page page;
  private final HtmlStatements statements;
  private final StructuredData data;
  private final PageUrls urls;

  private HtmlMetadata(Page page, HtmlStatements statements, StructuredData data) {
    this.page = page;
    this.statements = statements;
    this.data = data;
    this.urls = PageUrls.of(page.url(), statements.elements("base"));
  }

  /** Adds what the page states to the metadata. */
  static void read(
      Page page,
      HtmlStatements statements,
      StructuredData data,
      SortedMap<String, String> metadata) {
    HtmlMetadata reader = new HtmlMetadata(page, statements, data);
    String language = reader.language();
    put(metadata, "title", reader.title());
    put(metadata, "author", reader.author());
    put(metadata, "date", reader.date(new PageDates(page.timestamp(), language)));
    put(metadata, "site_name", reader.siteName());
    put(metadata, "page_language", language);
    put(metadata, "canonical_url", reader.canonicalUrl());
    put(metadata, "description", reader.firstMeta(DESCRIPTIONS));
  }

  private static void put(SortedMap<String, String> metadata, String name, String value) {
    if (!value.isEmpty()) {
      metadata.put(name, value);
    }
  }

  private String title() {
    List<String> sites = new ArrayList<>();
    sites.add(statements.meta("og:site_name"));
    sites.add(data.nameOf("WebSite"));
    sites.add(data.publisher());
    sites.add(statements.meta("application-name"));
    PageTitles titles = new PageTitles(sites, PageUrls.host(page.url()));
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
    PageAuthors authors = new PageAuthors();
    data.authors().forEach(authors::add);
    for (int i = 0; i < AUTHORS.length && authors.isEmpty(); i++) {
      statements.metas(AUTHORS[i]).forEach(name -> authors.add(MarkupText.line(name)));
    }
    if (authors.isEmpty() && statements.meta("twitter:label1").equalsIgnoreCase("Written by")) {
      authors.add(statements.meta("twitter:data1"));
    }
    for (Hint hint : near(HintKind.AUTHOR)) {
      if (!authors.isEmpty()) {
        break;
      }
      authors.add(MarkupText.of(hint.element()));
    }
    return authors.joined();
  }

  private String date(PageDates dates) {
    String date = dates.find(data.datePublished());
    for (int i = 0; i < DATES.length && date.isEmpty(); i++) {
      for (String stated : statements.metas(DATES[i])) {
        date = date.isEmpty() ? dates.find(stated) : date;
      }
    }
    date = date.isEmpty() ? dates.inPath(page.url()) : date;
    for (Hint hint : near(HintKind.DATE)) {
      if (!date.isEmpty()) {
        break;
      }
      date = dates.find(hint.element().attr("datetime"));
      date = date.isEmpty() ? dates.find(MarkupText.of(hint.element())) : date;
    }
    return date;
  }

  /** Hints that stand close to the headline, those after it first. */
  private List<Hint> near(HintKind kind) {
    int headline = 0;
    for (Hint hint : statements.hints()) {
      if (hint.kind() == HintKind.HEADLINE) {
        headline = hint.order();
        break;
      }
    }
    List<Hint> after = new ArrayList<>();
    List<Hint> before = new ArrayList<>();
    for (Hint hint : statements.hints()) {
      int distance = hint.order() - headline;
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
    String name = statements.meta("og:site_name");
    name = name.isEmpty() ? data.nameOf("WebSite") : name;
    name = name.isEmpty() ? data.publisher() : name;
    return name.isEmpty() ? statements.meta("application-name") : name;
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
    for (Element link : statements.links("canonical")) {
      String url = urls.absolute(link.attr("href"));
      if (!url.isEmpty()) {
        return url;
      }
    }
    return urls.absolute(statements.meta("og:url"));
  }

  private String firstMeta(String[] names) {
    for (String name : names) {
      String value = statements.meta(name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
