package io.millrace.app.report;

import java.io.IOException;
import java.util.List;

/**
 * Writes {@code report.json} and {@code report.html}; the page is self-contained, see {@link
 * InlinePage}.
 */
public final class Report {

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Report() {}

  public static byte[] json(ReportData data) {
    return InlinePage.json(data);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IOException when it is not a report
   */
  public static ReportData read(byte[] json) throws IOException {
    return InlinePage.MAPPER.readValue(json, ReportData.class);
  }

  public static byte[] html(ReportData data) {
    return InlinePage.html(
        "report.html",
        data.run(),
        List.of("report.css"),
        List.of(ECHARTS, "tables.js", "charts.js", "report.js"),
        data);
  }
}
