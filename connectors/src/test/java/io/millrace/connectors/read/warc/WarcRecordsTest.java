package io.millrace.connectors.read.warc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.Collected;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests kinds of records, including malformed ones of real tools. */
class WarcRecordsTest {

  private static final InputSettings WARC = InputSettings.defaults();
  private static final String HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello";

  @TempDir Path folder;

  private static String record(String type, String headers, String block) {
    int length = block.getBytes(StandardCharsets.UTF_8).length;
    return "WARC/1.0\r\nWARC-Type: "
        + type
        + "\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + block
        + "\r\n\r\n";
  }

  private Collected read(InputSettings settings, String... records) throws IOException {
    byte[] bytes = String.join("", records).getBytes(StandardCharsets.UTF_8);
    return Collected.of(InputKind.WARC, settings, folder.resolve("a.warc"), bytes);
  }

  @Test
  void readsWet() throws IOException {
    String headers =
        "WARC-Record-ID: <urn:uuid:7>\r\nWARC-Target-URI: http://a.org/\r\n"
            + "WARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: text/plain\r\n"
            + "WARC-Identified-Content-Language: deu\r\n";
    Document found =
        read(WARC.withSource("cc"), record("conversion", headers, "Guten Tag\nWelt é"))
            .documents()
            .get(0);
    assertThat(found.id()).isEqualTo(RecordId.ofOwn("urn:uuid:7"));
    assertThat(found.text()).isEqualTo("Guten Tag\nWelt é");
    assertThat(found.url()).isEqualTo("http://a.org/");
    assertThat(found.timestamp()).isEqualTo("2020-01-02T03:04:05Z");
    assertThat(found.source()).isEqualTo("cc");
    assertThat(found.metadata()).isEqualTo(Map.of("identified_content_language", "deu"));
  }

  @Test
  void countsSkippedRecords() throws IOException {
    Collected found =
        read(
            WARC,
            record("warcinfo", "", "software: x\r\n"),
            record("request", "", "GET / HTTP/1.1\r\n\r\n"),
            record("metadata", "", "a: b\r\n"),
            record("revisit", "", ""),
            record("continuation", "", "x"),
            record("response", "Content-Type: text/dns\r\n", "1.2.3.4"),
            record("unheard-of", "", "x"));
    assertThat(found.records).isEmpty();
    assertThat(found.skipped)
        .isEqualTo(
            Map.of(
                "warcinfo",
                1,
                "request",
                1,
                "metadata",
                1,
                "revisit",
                1,
                "continuation",
                1,
                "dns",
                1,
                "other",
                1));
  }

  @Test
  void keepsStatusAndTruncation() throws IOException {
    String http =
        "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nX-Robots-Tag: noindex\r\n\r\nhel";
    Page found = read(WARC, record("response", "WARC-Truncated: length\r\n", http)).pages().get(0);
    assertThat(found.metadata())
        .isEqualTo(Map.of("http_status", "301", "truncated", "length", "x_robots_tag", "noindex"));
    assertThat(found.body()).isEqualTo("hel".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsReservations() throws IOException {
    String http =
        "HTTP/1.1 200 OK\r\nX-Robots-Tag: googlebot: noindex\r\nx-robots-tag: noai\r\n"
            + "TDM-Reservation: 1\r\nTDM-Policy: https://a.org/policy\r\n\r\nx";
    assertThat(read(WARC, record("response", "", http)).pages().get(0).metadata())
        .isEqualTo(
            Map.of(
                "http_status",
                "200",
                "x_robots_tag",
                "googlebot: noindex; noai",
                "tdm_reservation",
                "1",
                "tdm_policy",
                "https://a.org/policy"));
  }

  @Test
  void aRecordWithoutIdGetsOneFromItsContent() throws IOException {
    String headers = "WARC-Target-URI: <http://a.org/>\r\nContent-Type: text/html\r\n";
    Page found = read(WARC, record("resource", headers, "<p>x")).pages().get(0);
    assertThat(found.url()).isEqualTo("http://a.org/");
    assertThat(found.contentType()).isEqualTo("text/html");
    assertThat(found.id()).isEqualTo(RecordId.ofContent("warc", "http://a.org/", "", "<p>x"));
  }

  @Test
  void continuesAfterDamagedRecords() throws IOException {
    String good = record("response", "WARC-Record-ID: <urn:uuid:1>\r\n", HTTP);
    String[] bad = {
      "WARC/1.0\r\nno header line\r\n\r\nx\r\n\r\n",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx\r\n\r\n",
      "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nx\r\n\r\n",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300\r\n\r\nx\r\n\r\n",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1\r\n\r\nxyz abc\r\n\r\n",
      "some garbage in between\r\n",
    };
    for (String damaged : bad) {
      Collected found = read(WARC, good, damaged, good);
      assertThat(found.pages()).as(damaged).hasSize(2);
      assertThat(found.unreadable())
          .as(damaged)
          .extracting(UnreadableRecord::failure)
          .containsExactly(FailReason.DAMAGED_RECORD);
    }
  }

  @Test
  void rejectsTooLargeRecords() throws IOException {
    String good = record("response", "WARC-Record-ID: <urn:uuid:1>\r\n", HTTP);
    String large =
        record("response", "WARC-Record-ID: <urn:uuid:2>\r\n", HTTP + "x".repeat(200_000));
    Collected found = read(WARC.withMaxRecordBytes(100_000), good, large, good);
    assertThat(found.pages()).hasSize(2);
    UnreadableRecord tooLarge = found.unreadable().get(0);
    assertThat(tooLarge.failure()).isEqualTo(FailReason.TOO_LARGE);
    assertThat(tooLarge.id()).isEqualTo(RecordId.ofOwn("urn:uuid:2"));
  }

  @Test
  void unreadableHttpMessagesKeepTheirIds() throws IOException {
    String headers = "WARC-Record-ID: <urn:uuid:3>\r\nWARC-Target-URI: http://a.org/\r\n";
    UnreadableRecord found =
        read(WARC, record("response", headers, "not http at all")).unreadable().get(0);
    assertThat(found.failure()).isEqualTo(FailReason.DAMAGED_HTTP);
    assertThat(found.id()).isEqualTo(RecordId.ofOwn("urn:uuid:3"));
    assertThat(found.url()).isEqualTo("http://a.org/");
    assertThat(found.readable()).isEqualTo("not http at all");
  }

  @Test
  void readsPagesOfFiftyMegabytes() throws IOException {
    String page = HTTP + "x".repeat(50_000_000);
    byte[] whole = record("response", "", page).getBytes(StandardCharsets.UTF_8);
    Collected found =
        Collected.of(InputKind.WARC, WARC, folder.resolve("a.warc.gz"), WarcFiles.gzipWhole(whole));
    assertThat(found.pages().get(0).body()).hasSize(50_000_005);
  }
}
