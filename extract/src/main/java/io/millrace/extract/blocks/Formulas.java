package io.millrace.extract.blocks;

import io.millrace.extract.html.Element;

/**
 * Formulas as TeX, where a page states it: in MathML's annotation (MathML 3, section 5.1) or {@code
 * alttext}, or in the script elements that MathJax 2 reads. MathML alone is no text.
 */
final class Formulas {

  private static final int MAX_LENGTH = 4_000;

  /** What MediaWiki puts around every formula. */
  private static final String[] STYLES = {"{\\displaystyle", "{\\textstyle"};

  private Formulas() {}

  /** Whether the element may be a formula, without looking into it. */
  static boolean mayBe(Element element, String name) {
    return name.equals("math")
        || name.equals("script") && element.attr("type").startsWith("math/tex");
  }

  /** The formula between dollar signs; "" where no TeX is stated. */
  static String of(Element element) {
    String tex = "";
    if (element.normalName().equals("script")) {
      tex = element.data();
    } else {
      for (Element annotation : element.elements("annotation")) {
        if (tex.isEmpty() && annotation.attr("encoding").equals("application/x-tex")) {
          tex = annotation.wholeText();
        }
      }
      tex = tex.isEmpty() ? element.attr("alttext") : tex;
    }
    tex = tex.length() > MAX_LENGTH ? "" : tex.strip();
    for (String style : STYLES) {
      if (tex.startsWith(style) && tex.endsWith("}")) {
        tex = tex.substring(style.length(), tex.length() - 1).strip();
      }
    }
    return tex.isEmpty() ? "" : '$' + tex + '$';
  }
}
