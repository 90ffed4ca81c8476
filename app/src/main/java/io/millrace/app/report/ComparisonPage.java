package io.millrace.app.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a comparison as a page that holds everything itself, as {@link Report} does. */
public final class ComparisonPage {

  private ComparisonPage() {}

  /** The page. */
  public static byte[] html(Comparison comparison) {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("tables", InlinePage.resource("tables.js"));
    scripts.put("page", InlinePage.resource("compare.js"));
    String styles = InlinePage.resource("report.css") + InlinePage.resource("compare.css");
    return InlinePage.html("compare.html", "", styles, scripts, comparison);
  }
}
