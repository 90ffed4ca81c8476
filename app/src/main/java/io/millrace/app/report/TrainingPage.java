package io.millrace.app.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The page with the curves of a training, which holds everything itself. */
public final class TrainingPage {

  private TrainingPage() {}

  /** The page. */
  public static byte[] html(TrainingCurves curves) {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("tables", InlinePage.resource("tables.js"));
    scripts.put("curves", InlinePage.resource("curves.js"));
    scripts.put("page", InlinePage.resource("training.js"));
    String styles =
        InlinePage.resource("report.css")
            + InlinePage.resource("curves.css")
            + InlinePage.resource("training.css");
    return InlinePage.html("training.html", curves.name(), styles, scripts, curves);
  }
}
