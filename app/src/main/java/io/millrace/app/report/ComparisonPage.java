package io.millrace.app.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** Writes a comparison as a page that holds everything itself, as {@link Report} does. */
public final class ComparisonPage {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ComparisonPage() {}

  /** The page. */
  public static byte[] html(Comparison comparison) {
    String tables = Page.resource("tables.js");
    String page = Page.resource("compare.js");
    return Page.resource("compare.html")
        .replace("@policy@", Page.policy(tables, page))
        .replace("@styles@", Page.resource("report.css") + Page.resource("compare.css"))
        .replace("@tables@", tables)
        .replace("@page@", page)
        // last, so that nothing in the data is taken for a placeholder
        .replace("@data@", Page.scriptJson(MAPPER, comparison))
        .getBytes(StandardCharsets.UTF_8);
  }
}
