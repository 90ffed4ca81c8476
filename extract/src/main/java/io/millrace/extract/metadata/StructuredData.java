package io.millrace.extract.metadata;

import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a page states in the vocabulary of schema.org, as JSON-LD, microdata or RDFa, and in Open
 * Graph. Reading a page takes one pass; each question after that looks at the few items it
 * concerns. Nothing here is checked against what the page shows. Used by one thread.
 */
public final class StructuredData {

  /** Most type names that are told apart. */
  private static final int MAX_TYPES = 200;

  /** Values that are read for the names of authors; each may be markup of its own. */
  private static final int MAX_AUTHORS = 1_000;

  /** Types whose item is the page's own text. */
  static final Set<String> ARTICLES =
      Set.of(
          "Article",
          "NewsArticle",
          "BlogPosting",
          "Report",
          "ReportageNewsArticle",
          "AnalysisNewsArticle",
          "OpinionNewsArticle",
          "ReviewNewsArticle",
          "BackgroundNewsArticle",
          "AdvertiserContentArticle",
          "ScholarlyArticle",
          "MedicalScholarlyArticle",
          "TechArticle",
          "APIReference",
          "SatiricalArticle",
          "LiveBlogPosting",
          "SocialMediaPosting",
          "Recipe",
          "HowTo",
          "Review",
          "CriticReview",
          "MedicalWebPage");

  static final Set<String> POSTINGS = Set.of("DiscussionForumPosting", "Question");

  static final Set<String> PAGES =
      Set.of(
          "WebPage",
          "ItemPage",
          "AboutPage",
          "FAQPage",
          "QAPage",
          "CollectionPage",
          "ProfilePage",
          "ContactPage",
          "CheckoutPage",
          "SearchResultsPage");

  private static final Set<String> PRODUCTS =
      Set.of("Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts");

  private static final Set<String> POSTS =
      Set.of("DiscussionForumPosting", "Question", "Answer", "Comment", "UserComments");

  private static final Set<String> ORGANISATIONS =
      Set.of("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "Brand");

  private static final Set<String> BODIES = Set.of("articleBody", "reviewBody", "text");

  private final HtmlStatements statements;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Item> byId = new HashMap<>();
  private final SortedSet<String> types;
  private List<Item> mainItems;

  private StructuredData(HtmlStatements statements) {
    this.statements = statements;
    for (Item item : statements.items()) {
      for (String type : item.types()) {
        if (counts.size() < MAX_TYPES || counts.containsKey(type)) {
          counts.merge(type, 1, Integer::sum);
        }
      }
      if (!item.id.isEmpty() && !item.types().isEmpty()) {
        byId.putIfAbsent(item.id, item);
      }
    }
    types = Collections.unmodifiableSortedSet(new TreeSet<>(counts.keySet()));
  }

  /** Reads a parsed page; never throws. */
  public static StructuredData of(HtmlDocument document) {
    return of(HtmlStatements.of(document, HtmlTree.of(document.body())));
  }

  public static StructuredData of(HtmlStatements statements) {
    return new StructuredData(statements);
  }

  /**
   * Types of everything that is described anywhere on the page, as short names: {@code Article},
   * {@code Product}, {@code DiscussionForumPosting}, {@code ItemList}, ...
   */
  public SortedSet<String> types() {
    return types;
  }

  /** How many items have the type; a listing describes many of the same. */
  public int count(String type) {
    return counts.getOrDefault(type, 0);
  }

  /** Types of what the page as a whole is: items that stand on their own. */
  public SortedSet<String> pageTypes() {
    SortedSet<String> names = new TreeSet<>();
    for (Item item : statements.items()) {
      if (item.isRoot() && names.size() < MAX_TYPES) {
        names.addAll(item.types());
      }
    }
    return names;
  }

  /** {@code og:type} in lower case: {@code article}, {@code website}, {@code product}, or "". */
  public String openGraphType() {
    return statements.meta("og:type").toLowerCase(Locale.ROOT);
  }

  /** Headline or name of the article, posting or product that the page is, or "". */
  public String headline() {
    Item main = main();
    if (main == null) {
      return "";
    }
    String headline = main.text("headline");
    return headline.isEmpty() ? main.text("name") : headline;
  }

  /** Names as they are stated for the article or posting, each once, unchecked. */
  public List<String> authors() {
    return new ArrayList<>(authorNames().keySet());
  }

  /** The same, with whether each is said to be an organisation. */
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

  /** When the article or posting was first published, as it is stated, or "". */
  public String datePublished() {
    String published = stated("datePublished");
    return published.isEmpty() ? stated("dateCreated") : published;
  }

  /** When it was last changed, as it is stated, or "". */
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

  /** Language of the text as it is stated, or "". */
  public String inLanguage() {
    return stated("inLanguage");
  }

  /** Address of the licence of the article or page as it is stated, or "". */
  public String license() {
    return stated("license");
  }

  /** Description of the article or page, one line, or "". */
  public String description() {
    return stated("description");
  }

  /**
   * The text of the article as JSON-LD states it, with its line breaks, or "". Where microdata mark
   * it, it is on the page itself and this is "".
   */
  public String articleBody() {
    String longest = "";
    for (Item item : statements.items()) {
      if (item.isAnyOf(ARTICLES) && isOwn(item)) {
        String body = body(item);
        longest = body.length() > longest.length() ? body : longest;
      }
    }
    return longest;
  }

  /** Description of the product that the page is about, with its line breaks, or "". */
  public String productDescription() {
    Item product = product();
    return product == null ? "" : passage(product.values("description"));
  }

  /** Name of the product that the page is about, or "". */
  public String productName() {
    Item product = product();
    return product == null ? "" : product.text("name");
  }

  /**
   * Texts of a thread in the order they are stated: postings, questions, answers, comments. Of
   * JSON-LD only; at most 1,000.
   */
  public List<String> posts() {
    List<String> posts = new ArrayList<>();
    for (Item item : statements.items()) {
      if (posts.size() < 1_000 && item.isAnyOf(POSTS)) {
        String text = body(item);
        if (!text.isEmpty()) {
          posts.add(text);
        }
      }
    }
    return posts;
  }

  /** The article, posting or product that the page is, or null when it is none or many. */
  Item main() {
    List<Item> mains = mainItems();
    return mains.isEmpty() || mains.get(0).isAnyOf(PAGES) ? null : mains.get(0);
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

  /** Items that stand for the page, best first. A listing of many articles has none but a page. */
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
    // two things of a name are often the same twice, in JSON-LD and in microdata
    if (headlines.size() <= 2) {
      mainItems.addAll(own);
    }
  }

  /** Whether the item is the page's own and not one of a list, a part, or something similar. */
  private static boolean isOwn(Item item) {
    return item.isRoot() || item.via.equals("mainEntity") || item.via.equals("mainEntityOfPage");
  }

  private Item product() {
    Item first = null;
    for (Item item : statements.items()) {
      if (item.isAnyOf(PRODUCTS) && isOwn(item)) {
        if (!item.values("description").isEmpty()) {
          return item;
        }
        first = first == null ? item : first;
      }
    }
    return first;
  }

  /** JSON-LD says {@code {"@id": x}} for an item that stands elsewhere on the page. */
  private Object resolve(Object value) {
    if (value instanceof Item item && item.types().isEmpty() && !item.id.isEmpty()) {
      return byId.getOrDefault(item.id, item);
    }
    return value;
  }

  private static String body(Item item) {
    String longest = "";
    for (String property : BODIES) {
      for (Object value : item.values(property)) {
        String text = value instanceof String stated ? MarkupText.passage(stated) : "";
        longest = text.length() > longest.length() ? text : longest;
      }
    }
    return longest;
  }

  private static String passage(List<Object> values) {
    for (Object value : values) {
      String text =
          value instanceof String stated ? MarkupText.passage(stated) : Item.textOf(value);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
