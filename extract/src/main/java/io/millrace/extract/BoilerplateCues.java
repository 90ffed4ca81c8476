package io.millrace.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;

/**
 * Reads from an element's name, role, class and id whether it is likely to be hidden, boilerplate,
 * or the page's content. The words are those that site templates have in common; each is compared
 * with a whole word of the attribute, never with a part of one, so that {@code header} does not
 * match {@code headerless}. Used by one thread for one page.
 */
final class BoilerplateCues {

  enum Cue {
    NONE,
    /** Not shown to readers at all. */
    HIDDEN,
    /** Around the content: navigation, advertising, comments, forms. */
    BOILERPLATE,
    /** Named as the content by the page's template. */
    CONTENT
  }

  /** Longer attribute values are judged by their beginning. */
  private static final int MAX_ATTRIBUTE_LENGTH = 256;

  private static final Set<String> BOILERPLATE_TAGS =
      Set.of("nav", "header", "footer", "aside", "form", "menu", "search");

  private static final Set<String> BOILERPLATE_ROLES =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "complementary",
          "search",
          "menu",
          "menubar",
          "toolbar",
          "dialog",
          "alertdialog",
          "alert",
          "tablist",
          "form");

  private static final Set<String> BOILERPLATE_WORDS =
      Set.of(
          ("nav navbar navigation navi menu submenu megamenu sidebar sidebars sidenav footer foot"
                  + " footers masthead breadcrumb breadcrumbs crumbs pagination pager paging share"
                  + " sharing sharedaddy social socials addthis addtoany sharethis comments"
                  + " disqus respond related recommended recommendations newsletter subscribe"
                  + " subscription signup login signin register cookie cookies consent gdpr"
                  + " onetrust popup modal overlay lightbox offcanvas drawer advert adverts"
                  + " advertisement advertising ads adsense ad sponsor sponsored sponsors promo"
                  + " promos promotion widget widgets toolbar topbar skip copyright legal"
                  + " disclaimer rss tagcloud taglist outbrain taboola trending print toc"
                  + " postprofile userinfo userstats")
              .split(" "));

  private static final Set<String> BOILERPLATE_PHRASES =
      Set.of(
          ("site-header page-header-top top-bar top-nav post-meta entry-meta article-meta"
                  + " post-tags entry-tags entry-footer post-footer article-footer author-bio"
                  + " author-box about-author read-next read-more more-posts latest-posts"
                  + " recent-posts popular-posts similar-posts post-navigation"
                  + " screen-reader visually-hidden sr-only back-to-top call-to-action"
                  + " mailing-list you-may also-like site-info search-form"
                  // who wrote a post in a forum, since when and how many: the same lines each time
                  + " cell-user user-info user-details user-extras author-pane"
                  + " post-signature message-signature message-attribution last-edit")
              .split(" "));

  private static final Set<String> CONTENT_PHRASES =
      Set.of(
          ("entry-content post-content article-content article-body articlebody post-body"
                  + " story-body story-content blog-content page-content main-content"
                  + " content-body body-content single-content text-content"
                  + " theme-content markdown-body mw-parser")
              .split(" "));

  /** First words of phrases: others need not be put together. */
  private static final Set<String> PHRASE_STARTS = phraseStarts();

  private final Map<String, Cue> byValue = new HashMap<>();

  private static Set<String> phraseStarts() {
    Set<String> starts = new HashSet<>();
    for (Set<String> phrases : List.of(BOILERPLATE_PHRASES, CONTENT_PHRASES)) {
      for (String phrase : phrases) {
        int hyphen = phrase.indexOf('-');
        starts.add(hyphen < 0 ? phrase : phrase.substring(0, hyphen));
      }
    }
    return Set.copyOf(starts);
  }

  Cue of(Element element) {
    String name = element.normalName();
    if (element.attributesSize() == 0) {
      return BOILERPLATE_TAGS.contains(name) ? Cue.BOILERPLATE : Cue.NONE;
    }
    Attributes attributes = element.attributes();
    if (isHidden(attributes)) {
      return Cue.HIDDEN;
    }
    if (BOILERPLATE_TAGS.contains(name) || isOneOf(BOILERPLATE_ROLES, attributes.get("role"))) {
      return Cue.BOILERPLATE;
    }
    if (attributes.get("itemprop").equalsIgnoreCase("articleBody")) {
      return Cue.CONTENT;
    }
    if (name.equals("html") || name.equals("body")) {
      return Cue.NONE;
    }
    Cue byClass = judged(attributes.get("class"));
    Cue byId = judged(attributes.get("id"));
    return byClass.compareTo(byId) > 0 ? byClass : byId;
  }

  private static boolean isHidden(Attributes attributes) {
    if (attributes.hasKey("hidden") || attributes.get("aria-hidden").equals("true")) {
      return true;
    }
    String style = attributes.get("style");
    if (style.isEmpty()) {
      return false;
    }
    String squeezed = start(style).replace(" ", "").toLowerCase(Locale.ROOT);
    return squeezed.contains("display:none") || squeezed.contains("visibility:hidden");
  }

  private Cue judged(String value) {
    return value.isEmpty()
        ? Cue.NONE
        : byValue.computeIfAbsent(start(value), BoilerplateCues::judge);
  }

  private static Cue judge(String attribute) {
    String previous = "";
    Cue cue = Cue.NONE;
    int start = 0;
    int end = attribute.length();
    for (int i = 0; i <= end; i++) {
      char c = i < end ? attribute.charAt(i) : ' ';
      boolean camel = i > start && isUpper(c) && !isUpper(attribute.charAt(i - 1));
      if (isWordCharacter(c) && !camel) {
        continue;
      }
      if (i > start) {
        String word = attribute.substring(start, i).toLowerCase(Locale.ROOT);
        String phrase = PHRASE_STARTS.contains(previous) ? previous + '-' + word : "";
        if (CONTENT_PHRASES.contains(phrase) || CONTENT_PHRASES.contains(word)) {
          return Cue.CONTENT;
        }
        if (BOILERPLATE_WORDS.contains(word) || BOILERPLATE_PHRASES.contains(phrase)) {
          cue = Cue.BOILERPLATE;
        }
        previous = c == ' ' ? "" : word;
      } else if (c == ' ') {
        previous = "";
      }
      start = camel ? i : i + 1;
    }
    return cue;
  }

  private static boolean isWordCharacter(char c) {
    return c >= 'a' && c <= 'z' || isUpper(c) || c >= '0' && c <= '9';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isOneOf(Set<String> words, String value) {
    return !value.isEmpty() && words.contains(start(value).strip().toLowerCase(Locale.ROOT));
  }

  private static String start(String value) {
    return value.length() <= MAX_ATTRIBUTE_LENGTH
        ? value
        : value.substring(0, MAX_ATTRIBUTE_LENGTH);
  }
}
