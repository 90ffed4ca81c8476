package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TEXT =
      "The old mill by the river has ground the village's corn for three hundred years.";

  private static final String SECOND =
      "Its owner, a quiet woman of eighty, says that she will not stop before the wheel does.";

  private static final String PAGE =
      "<html lang=en><head><title>The mill</title></head><body><nav><a href=/>Home</a></nav>"
          + "<article><h1>The mill</h1><p>"
          + TEXT
          + " <a href=/more rel=nofollow>More</a></p><p>"
          + SECOND
          + "</p><img src=mill.jpg alt='A mill' width=9 height=8>"
          + "<ul><li>Built in 1712</ul></article></body></html>";

  @TempDir private Path folder;

  private Path page;

  @BeforeEach
  void write() throws IOException {
    page = Files.writeString(folder.resolve("page.html"), PAGE);
  }

  private static byte[] warc(String... bodies) {
    StringBuilder warc = new StringBuilder();
    for (int i = 0; i < bodies.length; i++) {
      String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + bodies[i];
      warc.append("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:")
          .append("00000000-0000-0000-0000-00000000000")
          .append(i)
          .append(">\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: https://site.example/")
          .append(i)
          .append("\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ")
          .append(http.length())
          .append("\r\n\r\n")
          .append(http)
          .append("\r\n\r\n");
    }
    return warc.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static List<JsonNode> lines(String out) throws IOException {
    try (var parser = JSON.createParser(out)) {
      return JSON.readValues(parser, JsonNode.class).readAll(new java.util.ArrayList<>());
    }
  }

  @Test
  void printsText() {
    assertThat(Cli.done("extract", page.toString()).out())
        .isEqualToNormalizingNewlines(
            "The mill\n\n" + TEXT + " More\n\n" + SECOND + "\n\nBuilt in 1712\n");
  }

  @Test
  void printsMarkdown() {
    assertThat(Cli.done("extract", "--format", "markdown", page.toString()).out())
        .isEqualToNormalizingNewlines(
            "# The mill\n\n" + TEXT + " More\n\n" + SECOND + "\n\n- Built in 1712\n");
  }

  @Test
  void printsOneJsonLinePerPage() throws IOException {
    Cli ran = Cli.done("extract", "--format=jsonl", page.toString(), page.toString());
    List<JsonNode> lines = lines(ran.out());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("url").asText()).isEqualTo(page.toString());
    assertThat(lines.get(0).get("title").asText()).isEqualTo("The mill");
    assertThat(lines.get(0).get("text").asText()).startsWith("The mill\n\n" + TEXT);
    assertThat(lines.get(0).get("page_language").asText()).isEqualTo("en");
    assertThat(lines.get(0).has("links")).isFalse();
    assertThat(lines.get(0).has("images")).isFalse();
  }

  @Test
  void printsLinksAndImagesWithTheOptions() throws IOException {
    Cli ran =
        Cli.done(
            "extract",
            "--format=jsonl",
            "--links",
            "--images",
            "--url=https://site.example/a/b",
            page.toString());
    JsonNode line = lines(ran.out()).get(0);
    assertThat(line.get("url").asText()).isEqualTo("https://site.example/a/b");
    assertThat(line.at("/links/1").toString())
        .isEqualTo(
            "{\"url\":\"https://site.example/more\",\"text\":\"More\",\"rel\":[\"nofollow\"],\"in_content\":true}");
    assertThat(line.at("/links/0/in_content").asBoolean()).isFalse();
    assertThat(line.at("/images/0/url").asText()).isEqualTo("https://site.example/a/mill.jpg");
    assertThat(line.at("/images/0/alt").asText()).isEqualTo("A mill");
    assertThat(line.at("/images/0/width").asInt()).isEqualTo(9);
    assertThat(line.at("/images/0/in_content").asBoolean()).isTrue();
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(Cli.done("extract", "-").out()).contains(TEXT);
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.warc", "a.warc.gz", "crawl.dat"})
  void readsEveryPageOfAWarc(String name) throws IOException {
    byte[] warc = warc(PAGE, "<p>Another page.</p>");
    Path file = Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(warc) : warc);
    List<JsonNode> lines = lines(Cli.done("extract", "--format=jsonl", file.toString()).out());
    assertThat(lines)
        .extracting(line -> line.get("url").asText())
        .containsExactly("https://site.example/0", "https://site.example/1");
    assertThat(lines.get(1).get("text").asText()).isEqualTo("Another page.");
  }

  @Test
  void reportsABadPageAndReadsTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.pdf"), "%PDF-1.4 and nothing more");
    Cli ran = Cli.run("extract", bad.toString(), page.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).contains(TEXT);
    assertThat(ran.err()).startsWith(bad + ": application/pdf").doesNotContain("\tat ");
  }

  @Test
  void explainsOnePageInOneFile() throws IOException {
    Path file = folder.resolve("new/why.html");
    Cli ran = Cli.done("extract", "--explain", file.toString(), page.toString());
    assertThat(ran.out().strip()).isEqualTo(file.toString());
    assertThat(Files.readString(file)).contains(TEXT, "Left out", "<title>The mill ");
  }

  @Test
  void explainsSeveralPagesInAFolder() throws IOException {
    Path warc = Files.write(folder.resolve("a.warc"), warc(PAGE, "<title>Two</title><p>Another."));
    Path to = folder.resolve("why");
    Cli ran = Cli.done("extract", "--explain", to.toString(), warc.toString());
    assertThat(ran.out().strip()).isEqualTo(to.resolve("index.html").toString());
    assertThat(Files.readString(to.resolve("00001.html"))).contains("<title>The mill ");
    assertThat(Files.readString(to.resolve("00002.html"))).contains("<title>Two ", "index.html");
    assertThat(Files.readString(to.resolve("index.html"))).contains("00001.html", "site.example/1");
  }

  @Test
  void onlyHtmlCanBeExplained() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "Plain text.");
    Path to = folder.resolve("why.html");
    Cli ran = Cli.run("extract", "--explain", to.toString(), text.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err()).contains("only HTML has blocks to explain, not text/plain");
    assertThat(to).doesNotExist();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("--links page.html", "--links and --images need --format jsonl"),
        arguments("--format jsonl --images --explain x page.html", "--links and --images need"),
        arguments("--url http://a/ page.html page.html", "--url needs exactly one FILE"),
        arguments("--format xml page.html", "Invalid value for option '--format'"),
        arguments("page.html none.html", "none.html: there is no such file"),
        arguments("", "Missing required parameter: 'FILE'"),
        arguments("--explain x.html page.html page.html", "x.html can hold one page only"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongUseHasExitStatus2(String line, String message) {
    String[] arguments = ("extract " + line).strip().split(" ");
    for (int i = 0; i < arguments.length; i++) {
      boolean file = arguments[i].endsWith(".html");
      arguments[i] = file ? folder.resolve(arguments[i]).toString() : arguments[i];
    }
    Cli ran = Cli.run(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
  }
}
