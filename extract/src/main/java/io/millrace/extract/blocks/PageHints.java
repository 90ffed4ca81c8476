package io.millrace.extract.blocks;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.tree.PageStatements;
import java.util.Locale;

/** Hints of a page's kind: schema.org types, Open Graph, generator, classes of the body. */
public final class PageHints {

  private static final String[][] HINTS = {
    {"article", "article newsarticle blogposting reportagenewsarticle og:article"},
    {"product", "product productgroup offer aggregateoffer og:product og:product.item"},
    {"forum", "discussionforumposting qapage question answer comment"},
    {"list", "itemlist collectionpage blog searchresultspage og:blog"},
    {"docs", "techarticle apireference"},
    {"faq", "faqpage"},
    {"business", "organization localbusiness service professionalservice corporation"},
    {"software", "softwareapplication webapplication mobileapplication"},
    {"website", "website og:website"},
    {"webpage", "webpage itempage aboutpage"},
    {"crumbs", "breadcrumblist listitem"},
    {"recipe", "recipe howto"},
    {"video", "videoobject og:video.other"},
    {"review", "review rating aggregaterating"},
    {"wordpress", "wordpress"},
    {"shopify", "shopify woocommerce magento bigcommerce prestashop"},
    {"forumware", "discourse vbulletin phpbb xenforo mybb invision flarum vanilla"},
    {"docware", "docusaurus sphinx mkdocs hugo jekyll gitbook readme mediawiki doxygen vitepress"},
    {"builder", "wix squarespace webflow elementor hubspot"},
    {"single body", "single singular article post"},
    {"archive body", "archive category blog home tag author"},
    {"product body", "product template-product catalog"},
  };

  public static final int COUNT = HINTS.length;

  private static final String[][] WORDS = words();

  private final boolean[] found = new boolean[COUNT];

  private static String[][] words() {
    String[][] words = new String[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      words[i] = HINTS[i][1].split(" ");
    }
    return words;
  }

  public static String name(int hint) {
    return HINTS[hint][0];
  }

  public boolean has(int hint) {
    return found[hint];
  }

  static PageHints of(HtmlDocument document, PageStatements statements, String structured) {
    PageHints hints = new PageHints();
    hints.readTypes(structured);
    for (Element item : statements.typed()) {
      String type = item.attr("itemtype");
      hints.mark(type.substring(type.lastIndexOf('/') + 1), 0, 14, "");
    }
    for (Element meta : statements.kinds()) {
      boolean generator = meta.attr("name").equalsIgnoreCase("generator");
      if (generator) {
        hints.mark(meta.attr("content"), 14, 19, "");
      } else {
        hints.mark("og:" + meta.attr("content"), 0, 14, "");
      }
    }
    if (document.body() != null) {
      AttributeWords.forEach(
          AttributeWords.start(document.body().className()),
          word -> {
            hints.mark(word, 19, COUNT, "");
            hints.mark(word, 14, 19, "");
          });
    }
    return hints;
  }

  private void readTypes(String structured) {
    int at = structured.indexOf("\"@type\"");
    int colon = -1;
    while (at >= 0) {
      // search once only: hostile pages have very many names without a value
      colon = colon < at ? structured.indexOf(':', at) : colon;
      if (colon < 0) {
        return;
      }
      mark(structured.substring(colon, Math.min(structured.length(), colon + 80)), 0, 14, "\"");
      at = structured.indexOf("\"@type\"", at + 7);
    }
  }

  private void mark(String text, int from, int to, String quote) {
    String lower = text.length() > 100 ? text.substring(0, 100) : text;
    lower = lower.toLowerCase(Locale.ROOT);
    if (!quote.isEmpty()) {
      int start = lower.indexOf(quote);
      int end = start < 0 ? -1 : lower.indexOf(quote, start + 1);
      if (end < 0) {
        return;
      }
      lower = lower.substring(start + 1, end);
    }
    for (int i = from; i < to; i++) {
      for (String word : WORDS[i]) {
        found[i] |= from >= 14 ? lower.contains(word) : lower.equals(word);
      }
    }
  }
}
