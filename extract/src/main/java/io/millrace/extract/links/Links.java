package io.millrace.extract.links;

import io.millrace.extract.Link;
import io.millrace.extract.blocks.ContentZones;
import io.millrace.extract.html.Element;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import io.millrace.extract.tree.PageUrls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lists the links of a page in document order. */
public final class Links {

  public static final int MAX_LINKS = 10_000;
  private static final int MAX_TEXT = 200;
  private static final int MAX_RELATIONS = 10;

  private Links() {}

  public static List<Link> of(HtmlTree tree, ContentZones zones, PageUrls urls) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < tree.size() && links.size() < MAX_LINKS; i++) {
      Element element = tree.element(i);
      if (element.nameIs("a")) {
        String target = element.attr("href").strip();
        String url = target.startsWith("#") ? "" : urls.absolute(target);
        if (!url.isEmpty()) {
          links.add(new Link(url, text(element), relations(element), zones.isContent(i)));
        }
      }
    }
    return Collections.unmodifiableList(links);
  }

  private static String text(Element anchor) {
    String text = MarkupText.of(anchor);
    if (text.isEmpty()) {
      for (Element child = anchor.firstElementChild();
          child != null;
          child = child.nextElementSibling()) {
        if (text.isEmpty() && child.nameIs("img")) {
          text = MarkupText.line(child.attr("alt"));
        }
      }
    }
    return MarkupText.first(text, MAX_TEXT);
  }

  private static SortedSet<String> relations(Element anchor) {
    SortedSet<String> relations = new TreeSet<>();
    String stated = MarkupText.head(anchor.attr("rel"), 200).strip();
    if (!stated.isEmpty()) {
      for (String relation : stated.toLowerCase(Locale.ROOT).split("[\\s,]+")) {
        if (relations.size() < MAX_RELATIONS && !relation.isEmpty()) {
          relations.add(relation);
        }
      }
    }
    return Collections.unmodifiableSortedSet(relations);
  }
}
