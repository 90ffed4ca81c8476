package io.millrace.extract.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a page states about itself in the vocabulary of schema.org, as JSON-LD, microdata or RDFa.
 * The constructor takes one pass; each method then reads only the relevant items. Statements are
 * not checked against what the page shows. Used by one thread.
 */
public final class StructuredData {

  /** Most values that are read as names of authors; each may be markup. */
  private static final int MAX_AUTHORS = 1_000;

  /** Types of items that describe the page's own text. */
  static final Set<String> ARTICLES =
      Set.of(
          ("Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle"
                  + " OpinionNewsArticle ReviewNewsArticle BackgroundNewsArticle"
                  + " AdvertiserContentArticle ScholarlyArticle MedicalScholarlyArticle TechArticle"
                  + " APIReference SatiricalArticle LiveBlogPosting SocialMediaPosting Recipe HowTo"
                  + " Review CriticReview MedicalWebPage")
              .split(" "));

  static final Set<String> POSTINGS = Set.of("DiscussionForumPosting", "Question");

  static final Set<String> PAGES =
      Set.of(
          ("WebPage ItemPage AboutPage FAQPage QAPage CollectionPage ProfilePage ContactPage"
                  + " CheckoutPage SearchResultsPage")
              .split(" "));

  private static final Set<String> PRODUCTS =
      Set.of("Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts");

  private static final Set<String> ORGANISATIONS =
      Set.of("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "Brand");

  private final HtmlStatements statements;
  private final Map<String, Item> byId = new HashMap<>();
  private List<Item> mainItems;

  private StructuredData(HtmlStatements statements) {
    this.statements = statements;
    for (Item item : statements.items()) {
      if (!item.id.isEmpty() && !item.types().isEmpty()) {
        byId.putIfAbsent(item.id, item);
      }
    }
  }

  public static StructuredData of(HtmlStatements statements) {
    return new StructuredData(statements);
  }

  /** Headline or name of the page's article, posting or product; "" if there are none or many. */
  public String headline() {
    List<Item> mains = mainItems();
    if (mains.isEmpty() || mains.get(0).isAnyOf(PAGES)) {
      return "";
    }
    String headline = mains.get(0).text("headline");
    return headline.isEmpty() ? mains.get(0).text("name") : headline;
  }

  /** Names of the authors as stated, with whether each is an organisation. */
  Map<String, Boolean> authorNames() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    int looked = 0;
    for (Item item : mainItems()) {
      for (String property : List.of("author", "creator")) {
        for (Object value : item.values(property)) {
          if (looked++ == MAX_AUTHORS) {
            return names;
          }
          Object author = resolve(value);
          String name = Item.textOf(author);
          if (!name.isEmpty()) {
            boolean organisation = author instanceof Item who && who.isAnyOf(ORGANISATIONS);
            names.putIfAbsent(name, organisation);
          }
        }
        if (!names.isEmpty()) {
          return names;
        }
      }
    }
    return names;
  }

  /** When the article or posting was published, as stated, or "". */
  public String datePublished() {
    String published = stated("datePublished");
    return published.isEmpty() ? stated("dateCreated") : published;
  }

  /** When it was last modified, as stated, or "". */
  public String dateModified() {
    return stated("dateModified");
  }

  /** Name of the publisher, or of the site, or "". */
  public String publisher() {
    for (Item item : mainItems()) {
      for (Object value : item.values("publisher")) {
        String name = Item.textOf(resolve(value));
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return nameOf("WebSite");
  }

  /** Name of the first item of a type, or "". */
  String nameOf(String type) {
    for (Item item : statements.items()) {
      String name = item.types().contains(type) ? item.text("name") : "";
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  /** Language of the text as stated, or "". */
  public String inLanguage() {
    return stated("inLanguage");
  }

  /** URL of the licence of the article or page as stated, or "". */
  public String license() {
    return stated("license");
  }

  private String stated(String property) {
    for (Item item : mainItems()) {
      String text = item.text(property);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /**
   * Items that describe the page, best first. For a listing of many articles only the page itself.
   */
  private List<Item> mainItems() {
    if (mainItems == null) {
      mainItems = new ArrayList<>();
      addMain(ARTICLES);
      addMain(POSTINGS);
      addMain(PRODUCTS);
      addMain(PAGES);
    }
    return mainItems;
  }

  private void addMain(Set<String> wanted) {
    List<Item> own = new ArrayList<>();
    Set<String> headlines = new LinkedHashSet<>();
    for (Item item : statements.items()) {
      if (item.isAnyOf(wanted) && isOwn(item)) {
        own.add(item);
        if (own.size() < 10) {
          headlines.add(item.text("headline") + '\n' + item.text("name"));
        }
      }
    }
    // two headlines are often the same item, in JSON-LD and in microdata
    if (headlines.size() <= 2) {
      mainItems.addAll(own);
    }
  }

  /** Whether the item describes the page, not a list entry, a part or something similar. */
  private static boolean isOwn(Item item) {
    return item.isRoot() || item.via.equals("mainEntity") || item.via.equals("mainEntityOfPage");
  }

  /** Resolves {@code {"@id": x}}, which refers to another JSON-LD item of the page. */
  private Object resolve(Object value) {
    if (value instanceof Item item && item.types().isEmpty() && !item.id.isEmpty()) {
      return byId.getOrDefault(item.id, item);
    }
    return value;
  }
}
