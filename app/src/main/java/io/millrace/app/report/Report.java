package io.millrace.app.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes {@code report.json} and {@code report.html}. The page holds its styles, scripts, chart
 * library and data, and asks nothing of any network: its content security policy forbids every
 * request and every script but the ones written here, whatever a text from the web may contain.
 */
public final class Report {

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Report() {}

  /** The data as indented JSON. */
  public static byte[] json(ReportData data) {
    try {
      return (InlinePage.MAPPER
                  .writer()
                  .with(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(data)
              + '\n')
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IOException when it is something else
   */
  public static ReportData read(byte[] json) throws IOException {
    return InlinePage.MAPPER.readValue(json, ReportData.class);
  }

  /** The page. */
  public static byte[] html(ReportData data) {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("echarts", InlinePage.resource(ECHARTS));
    scripts.put("tables", InlinePage.resource("tables.js"));
    scripts.put("charts", InlinePage.resource("charts.js"));
    scripts.put("page", InlinePage.resource("report.js"));
    return InlinePage.html(
        "report.html", data.run(), InlinePage.resource("report.css"), scripts, data);
  }

  /** The data, safe inside a script element. */
  static String scriptJson(ReportData data) {
    return InlinePage.scriptJson(data);
  }
}
