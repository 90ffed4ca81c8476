package io.millrace.app.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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
    String echarts = resource(ECHARTS);
    String tables = resource("tables.js");
    String charts = resource("charts.js");
    String page = resource("report.js");
    String policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
            + "form-action 'none'; script-src "
            + String.join(" ", hash(echarts), hash(tables), hash(charts), hash(page));
    return resource("report.html")
        .replace("@policy@", policy)
        .replace("@title@", escape(data.run()))
        .replace("@styles@", resource("report.css"))
        .replace("@echarts@", echarts)
        .replace("@tables@", tables)
        .replace("@charts@", charts)
        .replace("@page@", page)
        // last, so that nothing in the data is taken for a placeholder
        .replace("@data@", scriptJson(data))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** JSON that is safe inside a script element: nothing in it can end the element. */
  static String scriptJson(ReportData data) {
    try {
      return MAPPER
          .writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;");
  }

  /**
   * Source expression of an inline script, as in Content Security Policy Level 3, section 2.3.1.
   */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
