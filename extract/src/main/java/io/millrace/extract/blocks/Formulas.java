package io.millrace.extract.blocks;

import io.millrace.extract.html.Element;

/**
 * Reads formulas as TeX: from MathML's annotation (MathML 3, section 5.1) or {@code alttext}, or
 * from the script elements that MathJax 2 reads. MathML without TeX is not text.
 */
final class Formulas {

  private static final int MAX_LENGTH = 4_000;

  /** MediaWiki wraps every formula in one of these. */
  private static final String[] STYLES = {"{\\displaystyle", "{\\textstyle"};

  private Formulas() {}

  /** Whether the element may be a formula, by name and type only. */
  static boolean mayBe(Element element, String name) {
    return name.equals("math")
        || name.equals("script") && element.attr("type").startsWith("math/tex");
  }

  /** The formula between dollar signs; "" if the page gives no TeX. */
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
