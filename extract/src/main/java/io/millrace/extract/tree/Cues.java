package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.text.CueWords;
import java.util.HashMap;
import java.util.Map;

/**
 * Topics of page parts, by the words that site templates use in class, id, role, itemprop and
 * element names. A topic applies to the element and everything below it.
 */
public final class Cues {

  /** Topics in the order of their bits, each with its words. Only whole words match. */
  private static final String[][] TOPICS = {
    {"nav", "nav navbar navigation navi menu submenu megamenu sidenav menubar tablist"},
    {"head", "header masthead topbar banner"},
    {"foot", "footer foot footers colophon contentinfo"},
    {"aside", "aside sidebar sidebars rail complementary widget widgets secondary"},
    {"crumbs", "breadcrumb breadcrumbs crumbs crumb breadcrumblist"},
    {"paging", "pagination pager paging pages paginator"},
    {"share", "share sharing sharedaddy social socials addthis addtoany sharethis follow"},
    {"comment", "comment comments disqus respond commentlist comentarios kommentare"},
    {
      "related",
      "related recommended recommendations similar also more trending popular latest recent upsell suggestions teaser teasers"
    },
    {"signup", "newsletter subscribe subscription signup mailing optin login signin register cta"},
    {"consent", "cookie cookies consent gdpr onetrust privacy ccpa"},
    {"popup", "popup modal overlay lightbox offcanvas drawer dialog tooltip flyout toast"},
    {
      "ad",
      "advert adverts advertisement advertising ads adsense ad sponsor sponsored sponsors promo promos promotion anzeige werbung outbrain taboola"
    },
    {
      "form",
      "form search searchbox searchform input filter filters facet facets refine sort sorting toolbar"
    },
    {"legal", "copyright legal disclaimer imprint terms"},
    {"byline", "byline author authors bio dateline meta postmeta timestamp published date"},
    {"tags", "tags tag tagcloud taglist categories topics keywords labels"},
    {
      "user",
      "user userinfo postprofile profile avatar member username signature userstats reputation badge badges"
    },
    {
      "post",
      "post posts message messages topic thread reply replies postbody answer answers question discussion bbwrapper cooked"
    },
    {"article", "article story entry blog news articlebody storybody"},
    {"content", "content body text main page maincontent copy prose richtext rte wysiwyg markdown"},
    {
      "card",
      "card cards tile tiles grid item items list listing results result collection collections loop feed"
    },
    {"product", "product products pdp sku shop catalog woocommerce shopify offer offers"},
    {
      "price",
      "price prices pricing cost cart checkout buy basket bag wishlist qty quantity stock addtocart"
    },
    {
      "describe",
      "description desc details detail specification specifications specs features feature overview summary about info information"
    },
    {"review", "review reviews rating ratings testimonial testimonials stars"},
    {
      "faq",
      "faq faqs accordion accordions collapse collapsible toggle tab tabs panel expander disclosure"
    },
    {"hero", "hero intro lead jumbotron headline title subtitle heading tagline"},
    {"section", "section sections block blocks row container wrapper module"},
    {
      "caption",
      "caption figcaption credit credits figure gallery slider carousel slide swiper slick"
    },
    {"code", "code highlight codehilite pre snippet console syntax"},
    {"toc", "toc contents tableofcontents anchor anchors outline onthispage"},
  };

  public static final int COUNT = TOPICS.length;

  /** Bits of topics by their words. */
  static final CueWords WORDS = CueWords.of(byWord());

  private Cues() {}

  public static String name(int topic) {
    return TOPICS[topic][0];
  }

  /** The bit of a topic. */
  public static int number(String name) {
    for (int i = 0; i < COUNT; i++) {
      if (TOPICS[i][0].equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no topic is named " + name);
  }

  private static Map<String, Integer> byWord() {
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < TOPICS.length; i++) {
      for (String word : TOPICS[i][1].split(" ")) {
        map.merge(word, 1 << i, (a, b) -> a | b);
      }
    }
    return map;
  }

  /** Bits of the topics that the element itself names. */
  public static int of(HtmlTree tree, int number, NamedPart.Reader parts) {
    Element element = tree.element(number);
    int bits = tree.is(number, HtmlTags.BOILERPLATE) ? ofName(element.normalName()) : 0;
    int states = tree.states(number);
    if (states == 0 || element.nameIs("html") || element.nameIs("body")) {
      return bits;
    }
    bits |= tree.namedByClass(number).topics() | tree.namedById(number).topics();
    if ((states & HtmlAttributes.ROLE) != 0) {
      bits |= parts.of(element.attr("role")).topics();
    }
    if ((states & HtmlAttributes.ITEMPROP) != 0) {
      bits |= parts.of(element.attr("itemprop")).topics();
    }
    return bits;
  }

  private static int ofName(String name) {
    return switch (name) {
      case "nav", "menu" -> 1;
      case "header" -> 2;
      case "footer" -> 4;
      case "aside" -> 8;
      case "form", "search" -> 1 << 13;
      default -> 0;
    };
  }
}
