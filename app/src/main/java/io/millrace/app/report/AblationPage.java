package io.millrace.app.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what an ablation found as JSON, and as a page that holds everything itself. */
public final class AblationPage {

  private AblationPage() {}

  /** Indented JSON. */
  public static byte[] json(AblationResult result) {
    try {
      return (InlinePage.MAPPER
                  .writer()
                  .with(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(result)
              + '\n')
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page. */
  public static byte[] html(AblationResult result) {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("tables", InlinePage.resource("tables.js"));
    scripts.put("curves", InlinePage.resource("curves.js"));
    scripts.put("page", InlinePage.resource("ablation.js"));
    String styles =
        InlinePage.resource("report.css")
            + InlinePage.resource("curves.css")
            + InlinePage.resource("ablation.css");
    return InlinePage.html(
        "ablation.html", String.join(", ", result.trainings()), styles, scripts, result);
  }
}
