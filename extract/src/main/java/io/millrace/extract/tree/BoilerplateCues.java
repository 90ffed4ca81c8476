package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.text.CueWords;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells from an element's name, role, class and id whether it is likely to be hidden, boilerplate,
 * or the page's content. The word lists are common words of site templates. Only whole words match:
 * {@code header} does not match {@code headerless}.
 */
public final class BoilerplateCues {

  public enum Cue {
    NONE,
    /** Not shown to readers. */
    HIDDEN,
    /** Around the content: navigation, advertising, comments, forms. */
    BOILERPLATE,
    /** Named as content by the page's template. */
    CONTENT
  }

  private static final Set<String> BOILERPLATE_ROLES =
      Set.of(
          ("navigation banner contentinfo complementary search menu menubar toolbar dialog"
                  + " alertdialog alert tablist form")
              .split(" "));

  private static final String BOILERPLATE_WORDS =
      "nav navbar navigation navi menu submenu megamenu sidebar sidebars sidenav footer foot"
          + " footers masthead breadcrumb breadcrumbs crumbs pagination pager paging share"
          + " sharing sharedaddy social socials addthis addtoany sharethis comments"
          + " disqus respond related recommended recommendations newsletter subscribe"
          + " subscription signup login signin register cookie cookies consent gdpr"
          + " onetrust popup modal overlay lightbox offcanvas drawer advert adverts"
          + " advertisement advertising ads adsense ad sponsor sponsored sponsors promo"
          + " promos promotion widget widgets toolbar topbar skip copyright legal"
          + " disclaimer rss tagcloud taglist outbrain taboola trending print toc"
          + " postprofile userinfo userstats";

  private static final String BOILERPLATE_PHRASES =
      "site-header page-header-top top-bar top-nav post-meta entry-meta article-meta"
          + " post-tags entry-tags entry-footer post-footer article-footer author-bio"
          + " author-box about-author read-next read-more more-posts latest-posts"
          + " recent-posts popular-posts similar-posts post-navigation"
          + " screen-reader visually-hidden sr-only back-to-top call-to-action"
          + " mailing-list you-may also-like site-info search-form"
          // author details of forum posts, which repeat in each post
          + " cell-user user-info user-details user-extras author-pane"
          + " post-signature message-signature message-attribution last-edit";

  private static final String CONTENT_PHRASES =
      "entry-content post-content article-content article-body articlebody post-body"
          + " story-body story-content blog-content page-content main-content"
          + " content-body body-content single-content text-content"
          + " theme-content markdown-body mw-parser";

  /** Numbers of {@link #WORDS}. */
  static final int NAMES_BOILERPLATE = 1;

  static final int NAMES_CONTENT = 2;

  /** Words, and phrases of two words. */
  static final CueWords WORDS = words();

  private static CueWords words() {
    Map<String, Integer> words = new HashMap<>();
    for (String word : (BOILERPLATE_WORDS + ' ' + BOILERPLATE_PHRASES).split(" ")) {
      words.put(word, NAMES_BOILERPLATE);
    }
    for (String word : CONTENT_PHRASES.split(" ")) {
      words.put(word, NAMES_CONTENT);
    }
    return CueWords.of(words);
  }

  private BoilerplateCues() {}

  public static Cue of(HtmlTree tree, int number) {
    boolean byName = tree.is(number, HtmlTags.BOILERPLATE);
    int states = tree.states(number);
    if (states == 0) {
      return byName ? Cue.BOILERPLATE : Cue.NONE;
    }
    if ((states & HtmlAttributes.HIDDEN) != 0) {
      return Cue.HIDDEN;
    }
    Element element = tree.element(number);
    if (byName || (states & HtmlAttributes.ROLE) != 0 && hasBoilerplateRole(element)) {
      return Cue.BOILERPLATE;
    }
    if ((states & HtmlAttributes.ITEMPROP) != 0
        && element.attr("itemprop").equalsIgnoreCase("articleBody")) {
      return Cue.CONTENT;
    }
    if (element.nameIs("html") || element.nameIs("body")) {
      return Cue.NONE;
    }
    Cue byClass = tree.namedByClass(number).cue();
    Cue byId = tree.namedById(number).cue();
    return byClass.compareTo(byId) > 0 ? byClass : byId;
  }

  private static boolean hasBoilerplateRole(Element element) {
    String role = AttributeWords.start(element.attr("role"));
    return BOILERPLATE_ROLES.contains(role.strip().toLowerCase(Locale.ROOT));
  }
}
