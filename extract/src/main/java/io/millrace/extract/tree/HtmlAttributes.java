package io.millrace.extract.tree;

import io.millrace.extract.html.AttributeName;
import io.millrace.extract.html.Element;

/**
 * Reads the attributes of an element in one pass, instead of one search per attribute: which
 * relevant ones it has, and what its class and id mean. Used by one thread for one page.
 */
public final class HtmlAttributes {

  /** Set for every element that has attributes. */
  static final int ANY = 1;

  /** Hidden by {@code hidden}, {@code aria-hidden} or its style. */
  static final int HIDDEN = 1 << 1;

  public static final int ROLE = 1 << 2;
  public static final int ITEMPROP = 1 << 3;
  public static final int ITEMSCOPE = 1 << 4;
  static final int ITEMTYPE = 1 << 5;
  public static final int TYPEOF = 1 << 6;
  public static final int REL = 1 << 7;

  /** {@code data-testid} or {@code data-component}. */
  public static final int DATA = 1 << 8;

  /** A link to a Creative Commons licence. */
  public static final int LICENCE = 1 << 9;

  /** Part of the addresses of such links. */
  public static final String LICENCES = "creativecommons.org/";

  /** Characters of a style that are read. */
  private static final int MAX_STYLE = 256;

  private final NamedPart.Reader parts = new NamedPart.Reader();
  private NamedPart byClass = NamedPart.NONE;
  private NamedPart byId = NamedPart.NONE;

  /** Reads an element; returns flags of its attributes, 0 if it has none. */
  int read(Element element) {
    byClass = NamedPart.NONE;
    byId = NamedPart.NONE;
    if (element.attributesSize() == 0) {
      return 0;
    }
    int states = ANY;
    for (int i = 0; i < element.attributesSize(); i++) {
      switch (element.attributeCode(i)) {
        case AttributeName.CLASS -> byClass = parts.of(element.sharedValue(i));
        case AttributeName.ID -> byId = parts.of(element.attributeValue(i));
        case AttributeName.HIDDEN -> states |= HIDDEN;
        case AttributeName.ARIA_HIDDEN ->
            states |= element.attributeValue(i).equals("true") ? HIDDEN : 0;
        case AttributeName.STYLE -> states |= hides(element.attributeValue(i)) ? HIDDEN : 0;
        case AttributeName.ROLE -> states |= ROLE;
        case AttributeName.ITEMPROP -> states |= ITEMPROP;
        case AttributeName.ITEMSCOPE -> states |= ITEMSCOPE;
        case AttributeName.ITEMTYPE -> states |= ITEMTYPE;
        case AttributeName.TYPEOF -> states |= TYPEOF;
        case AttributeName.REL -> states |= REL;
        case AttributeName.HREF -> states |= element.attributeContains(i, LICENCES) ? LICENCE : 0;
        case AttributeName.DATA_TESTID, AttributeName.DATA_COMPONENT -> states |= DATA;
        default -> {}
      }
    }
    return states;
  }

  /** Meaning of the class of the element read last. */
  NamedPart byClass() {
    return byClass;
  }

  NamedPart byId() {
    return byId;
  }

  /** Reader for values of other attributes. */
  NamedPart.Reader parts() {
    return parts;
  }

  private static boolean hides(String style) {
    int end = Math.min(style.length(), MAX_STYLE);
    for (int i = 0; i < end; i++) {
      int c = style.charAt(i) | 0x20;
      if (c == 'd' && has(style, i, end, "display:none")
          || c == 'v' && has(style, i, end, "visibility:hidden")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text continues with these characters, ignoring case and spaces. */
  private static boolean has(String text, int from, int end, String wanted) {
    int at = from;
    for (int i = 0; i < wanted.length(); i++) {
      while (at < end && text.charAt(at) == ' ') {
        at++;
      }
      char c = at < end ? text.charAt(at++) : ' ';
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
      if (lower != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
