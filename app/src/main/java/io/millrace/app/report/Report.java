package io.millrace.app.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code report.json} and {@code report.html}. The page holds its styles, scripts, chart
 * library and data, and asks nothing of any network: its content security policy forbids every
 * request and every script but the ones written here, whatever a text from the web may contain.
 */
public final class Report {

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Report() {}

  /** The data as indented JSON. */
  public static byte[] json(ReportData data) {
    try {
      return (MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(data)
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
    return MAPPER.readValue(json, ReportData.class);
  }

  /** The page. */
  public static byte[] html(ReportData data) {
    String echarts = Page.resource(ECHARTS);
    String tables = Page.resource("tables.js");
    String charts = Page.resource("charts.js");
    String page = Page.resource("report.js");
    return Page.resource("report.html")
        .replace("@policy@", Page.policy(echarts, tables, charts, page))
        .replace("@title@", Page.escape(data.run()))
        .replace("@styles@", Page.resource("report.css"))
        .replace("@echarts@", echarts)
        .replace("@tables@", tables)
        .replace("@charts@", charts)
        .replace("@page@", page)
        // last, so that nothing in the data is taken for a placeholder
        .replace("@data@", scriptJson(data))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The data, safe inside a script element. */
  static String scriptJson(ReportData data) {
    return Page.scriptJson(MAPPER, data);
  }
}
