package io.millrace.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractPagesTest {

  @TempDir private Path folder;

  @Test
  void extractsEveryPageOfAWarc() throws IOException {
    String page =
        "<html><body><p>%s paragraph of some length, so that it is text.</p></body></html>";
    Path warc =
        Files.writeString(
            folder.resolve("pages.warc"),
            record("http://a.test/", page.replace("%s", "First"))
                + record("http://b.test/", page.replace("%s", "Second")),
            StandardCharsets.UTF_8);
    Path predictions = folder.resolve("ours.jsonl");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExtractPages.run(warc, predictions, 2, new PrintStream(out, true, StandardCharsets.UTF_8));

    Map<String, String> texts = TruthFile.readPredictions(predictions);
    assertThat(texts).containsOnlyKeys("http://a.test/", "http://b.test/");
    assertThat(texts.get("http://b.test/"))
        .isEqualToIgnoringWhitespace("Second paragraph of some length, so that it is text.");
    Speed speed = Speed.readBeside(predictions).orElseThrow();
    assertThat(speed.pages()).isEqualTo(2);
    assertThat(speed.failed()).isZero();
    assertThat(speed.htmlBytes()).isEqualTo(page.length() * 2 + "FirstSecond".length() - 4);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("measured 2 pages");
  }

  private static String record(String url, String html) {
    String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html;
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
        + url
        + "\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http\r\n"
        + "Content-Length: "
        + http.length()
        + "\r\n\r\n"
        + http
        + "\r\n\r\n";
  }
}
