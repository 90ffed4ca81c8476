package io.millrace.pipelines.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.verdict.VerdictRow;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/**
 * Opt-outs in every notation: no such image is emitted, and none is fetched if the opt-out is known
 * before. Also notations that do not apply to this robot.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptOutIT {

  private static final String RECIPE =
      """
      inputs:
        - warc: 'WARC'
      stages:
        - image-candidates
        - image-fetch: {allow_addresses: [127.0.0.0/8], host_rate: 100000, retries: 0, user_agent: FreeBot}
        - image-decode
      output: {format: webdataset, shards: 1}
      """;

  private static final String NOFOLLOW = "nofollow, noarchive, ";

  private final Map<String, Boolean> askedFor = new LinkedHashMap<>();
  private final List<String> free = new ArrayList<>();
  private final SortedMap<String, RawServer> sites = new TreeMap<>();
  private final SortedMap<String, VerdictRow> verdicts = new TreeMap<>();
  private final List<String> unread = new ArrayList<>();
  private RawServer server;
  private WarcWriter warc;
  private int pictures;

  @BeforeAll
  void run(@TempDir Path folder) throws IOException {
    server = new RawServer();
    Path input = folder.resolve("pages.warc.gz");
    try (FileChannel channel =
            FileChannel.open(input, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WarcWriter writer = new WarcWriter(channel, WarcCompression.GZIP)) {
      warc = writer;
      metaElements();
      pageHeaders();
      imageHeaders();
      imagesOfTheInput();
      tdmFiles();
      freeOnes();
    }
    Path out = folder.resolve("out");
    ImageRuns.run(RECIPE.replace("WARC", input.toString()), out, 2);
    FinishedOutput.open(out.toString())
        .forEachVerdict(row -> verdicts.put(row.url().replace("http://pages.example/", ""), row));
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    for (RawServer site : sites.values()) {
      site.close();
    }
  }

  private void metaElements() throws IOException {
    meta("noai", "<meta name=robots content=noai>");
    meta("noimageai", "<meta name=robots content=noimageai>");
    meta("noindex", "<meta name=robots content=noindex>");
    meta("noimageindex", "<meta name=robots content=noimageindex>");
    meta("none", "<meta name=robots content=none>");
    meta("case", "<META NAME=ROBOTS CONTENT='NoAI, NOINDEX'>");
    meta("commas", "<meta name=robots content='" + NOFOLLOW + "noai'>");
    meta("blanks", "<meta name=robots content='nofollow noarchive noai'>");
    meta("semicolons", "<meta name=robots content='nofollow;noarchive;noai'>");
    meta("tabs", "<meta name=robots content='nofollow\t noai'>");
    meta("lines", "<meta name=robots content='nofollow\n noai'>");
    meta("no-break space", "<meta name=robots content='nofollow&nbsp;noai'>");
    meta("quotation marks", "<meta name=robots content='\"noai\"'>");
    meta("our name", "<meta name=freebot content=noai>");
    meta("our name in capitals", "<meta name=FREEBOT content='noindex nofollow'>");
    meta("the program's name", "<meta name=millrace content=noimageai>");
    meta("our name in content", "<meta name=robots content='millrace: noai'>");
    meta("after another's", "<meta name=robots content='otherbot: nofollow; noai'>");
    meta("our name after another", "<meta name=robots content='otherbot: noai, freebot: noai'>");
    meta("second element", "<meta name=robots content=index><meta name=robots content=noai>");
    meta("property", "<meta property=robots content=noai>");
    meta("http-equiv", "<meta http-equiv=X-Robots-Tag content='freebot: noai'>");
    meta("after a value", "<meta name=robots content='max-snippet: 5 noai'>");
    meta(
        "after a date",
        "<meta name=robots content='unavailable_after: 25 Jun 2030 15:00:00 noai'>");
    meta("with a value", "<meta name=robots content='noai: true'>");
    meta("the 60th", "<meta name=robots content='" + directives(60) + "noai'>");
    meta("the 800th", "<meta name=robots content='" + directives(800) + "noai'>");
    meta("the 100th element", elements(100) + "<meta name=robots content=noai>");
    meta(
        "far down in the head",
        "<style>" + "/* */".repeat(400_000) + "</style><meta name=robots content=noai>");
    meta("in the body", "<body><p>x<meta name=robots content=noai>");
    meta("tdm-reservation", "<meta name=tdm-reservation content=1>");
    meta(
        "tdm-reservation again",
        "<meta name=TDM-Reservation content=0><meta name=tdm-reservation content=' 1 '>");
    meta("tdm-reservation by property", "<meta property=tdm-reservation content=1>");
    meta("tdm-reservation of yes", "<meta name=tdm-reservation content=yes>");
    meta(
        "tdm-reservation with policy",
        "<meta name=tdm-reservation content=1><meta name=tdm-policy content=/p.json>");
    meta("too long to be read", "<meta name=robots content='" + directives(4_000) + "noai'>");
    unread.add("too long to be read");
    meta("too many elements", elements(2_500) + "<meta name=robots content=noai>");
    unread.add("too many elements");
  }

  private void pageHeaders() throws IOException {
    header("X-Robots-Tag", "X-Robots-Tag", "noai");
    header("X-Robots-Tag in small letters", "x-robots-tag", "NOAI");
    header("X-Robots-Tag twice", "X-Robots-Tag", "nofollow", "noai");
    header("X-Robots-Tag after another's", "X-Robots-Tag", "otherbot: nofollow", "noai");
    header("X-Robots-Tag to us", "X-Robots-Tag", "FreeBot: nofollow, noai");
    header("X-Robots-Tag to a version of us", "X-Robots-Tag", "FreeBot/1.0: noai");
    header("X-Robots-Tag with blanks", "X-Robots-Tag", "nofollow noai");
    header(
        "X-Robots-Tag after a date",
        "X-Robots-Tag",
        "unavailable_after: Friday, 25-Jun-10 15:00:00 PST, noai");
    header("X-Robots-Tag beyond all", "X-Robots-Tag", directives(500) + "noai");
    header("X-Robots-Tag too long", "X-Robots-Tag", directives(4_000) + "noai");
    unread.add("X-Robots-Tag too long");
    header("TDM header", "TDM-Reservation", "1");
    header("TDM header twice", "tdm-reservation", "0", "1");
    header("TDM header joined", "tdm-reservation", "0, 1");
  }

  private void imageHeaders() throws IOException {
    image("image's X-Robots-Tag", "X-Robots-Tag: noimageai\r\n");
    image(
        "image's X-Robots-Tag twice", "X-Robots-Tag: nofollow\r\nX-Robots-Tag: millrace: noai\r\n");
    image("image's X-Robots-Tag with blanks", "x-robots-tag: nofollow noai\r\n");
    image("image's X-Robots-Tag beyond all", "X-Robots-Tag: " + directives(300) + "noai\r\n");
    image("image's TDM header", "tdm-reservation: 1\r\n");
    image("image's TDM header twice", "tdm-reservation: 0\r\ntdm-reservation: 1\r\n");
    redirect("redirect's X-Robots-Tag", "X-Robots-Tag: noai\r\n");
    redirect("redirect's TDM header", "tdm-reservation: 1\r\n");
  }

  /** Responses of images in the same WARC file as their pages. */
  private void imagesOfTheInput() throws IOException {
    String[][] headers = {
      {"X-Robots-Tag", "noai"},
      {"X-Robots-Tag", "freebot: nofollow noimageai"},
      {"tdm-reservation", "1"},
      {"X-Robots-Tag", "nofollow", "noindex"}
    };
    for (int i = 0; i < headers.length; i++) {
      String name = "image of the input " + i;
      reserved(name, "", false);
      write(url(name), 200, "image/png", picture(), headers[i]);
    }
    reserved("redirect of the input", "", false);
    write(url("redirect of the input"), 302, "text/html", new byte[0], "X-Robots-Tag", "noai");
  }

  private void tdmFiles() throws IOException {
    String reserve = rule("/image", "1");
    site("tdmrep.json", "[" + reserve + "]");
    site("tdmrep.json of a number", "[" + rule("/", "\"1\"") + "]");
    site("tdmrep.json by star", "[" + rule("*.png$", "1") + "]");
    site("tdmrep.json after 250 rules", "[" + (rule("/x", "0") + ",").repeat(250) + reserve + "]");
    String longPattern = "/" + "a".repeat(300) + "*";
    site("tdmrep.json after a long pattern", "[" + rule(longPattern, "0") + "," + reserve + "]");
    site("tdmrep.json with a long pattern", "[" + rule("/i" + "*".repeat(400) + ".png", "1") + "]");
    site("tdmrep.json as one object", reserve);
    site("tdmrep.json with a byte order mark", "\uFEFF[" + reserve + "]");
    site("tdmrep.json of true", "[" + rule("/", "true") + "]");
    unreadSite(
        "tdmrep.json over 500 KiB", "[" + (rule("/x", "0") + ",").repeat(20_000) + reserve + "]");
    unreadSite("tdmrep.json cut short", "[" + reserve + ",{\"loc");
    unreadSite("tdmrep.json without location", "[{\"tdm-reservation\": 1}]");
    RawServer broken = site("tdmrep.json with status 503", "");
    broken.serve("/.well-known/tdmrep.json", RawServer.answer(503, "", new byte[0]));
    unread.add("tdmrep.json with status 503");
  }

  private void freeOnes() throws IOException {
    free("nothing", "");
    free("for another", "<meta name=robots content='otherbot: noindex, noai'>");
    free("for another by name", "<meta name=gptbot content=noai>");
    free("nothing reserving", "<meta name=robots content='index follow max-image-preview:none'>");
    free("no reservation", "<meta name=tdm-reservation content=0>");
    free("in the description", "<meta name=description content=noai>");
    RawServer html = site("tdmrep.json that is a page", "<!DOCTYPE html>" + " ".repeat(600_000));
    askedFor.remove("tdmrep.json that is a page");
    free.add("tdmrep.json that is a page");
    assertThat(html.requests()).isEmpty();
  }

  private static String directives(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append("x-").append(i).append(", ");
    }
    return all.toString();
  }

  private static String elements(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append("<meta name=keywords content=").append(i).append('>');
    }
    return all.toString();
  }

  private static String rule(String location, String reservation) {
    return "{\"location\": \"" + location + "\", \"tdm-reservation\": " + reservation + "}";
  }

  private String url(String name) {
    return server.url("/image/" + name.replaceAll("[^A-Za-z0-9]", "-") + ".png");
  }

  private byte[] picture() throws IOException {
    return ImageRuns.png(120, 90, ++pictures);
  }

  private void meta(String name, String markup) throws IOException {
    reserved(name, markup, false);
    serve(name, "");
  }

  private void header(String name, String header, String... values) throws IOException {
    String[] headers = new String[values.length + 1];
    headers[0] = header;
    System.arraycopy(values, 0, headers, 1, values.length);
    reserved(name, "", false, headers);
    serve(name, "");
  }

  private void image(String name, String headers) throws IOException {
    reserved(name, "", true);
    serve(name, headers);
  }

  private void redirect(String name, String headers) throws IOException {
    reserved(name, "", true);
    serve(name + " target", "");
    server.serve(
        path(url(name)),
        RawServer.answer(
            302, "Location: " + url(name + " target") + "\r\n" + headers, new byte[0]));
  }

  private RawServer site(String name, String file) throws IOException {
    RawServer site = new RawServer();
    sites.put(name, site);
    site.serve("/.well-known/tdmrep.json", "", file.getBytes(UTF_8));
    site.serve("/image/a.png", "", picture());
    page(name, "", site.url("/image/a.png"));
    askedFor.put(name, false);
    return site;
  }

  private void unreadSite(String name, String file) throws IOException {
    site(name, file);
    unread.add(name);
  }

  private void free(String name, String markup) throws IOException {
    page(name, markup, url(name));
    serve(name, "");
    free.add(name);
  }

  private void serve(String name, String headers) throws IOException {
    server.serve(path(url(name)), headers, picture());
  }

  private void reserved(String name, String markup, boolean asked, String... headers)
      throws IOException {
    page(name, markup, url(name), headers);
    askedFor.put(name, asked);
  }

  private void page(String name, String markup, String image, String... headers)
      throws IOException {
    String html =
        "<!DOCTYPE html><title>Seite</title>"
            + markup
            + "<p>Ein Absatz.<p><img src='"
            + image
            + "' alt='Ein Bild auf dieser Seite'>";
    String address = "http://pages.example/" + name.replace(' ', '+').replace("'", "%27");
    write(address, 200, "text/html; charset=utf-8", html.getBytes(UTF_8), headers);
  }

  /**
   * @param headers name of a header, and its values
   */
  private void write(String url, int status, String type, byte[] body, String... headers)
      throws IOException {
    HttpResponse.Builder http = new HttpResponse.Builder(status, "Status");
    for (int i = 1; i < headers.length; i++) {
      http.addHeader(headers[0], headers[i]);
    }
    warc.write(
        new WarcResponse.Builder(URI.create(url))
            .date(Instant.parse("2024-01-01T00:00:00Z"))
            .body(http.body(MediaType.parse(type), body).build())
            .build());
  }

  private static String path(String url) {
    return URI.create(url).getPath();
  }

  private VerdictRow verdict(String name) {
    return verdicts.get(name.replace(' ', '+').replace("'", "%27"));
  }

  @Test
  void manyNotationsAreTried() {
    assertThat(askedFor).hasSizeGreaterThan(70);
    assertThat(verdicts).hasSize(askedFor.size() + free.size());
  }

  @Test
  void emitsNoReservedImage() {
    SortedMap<String, String> wrong = new TreeMap<>();
    for (String name : askedFor.keySet()) {
      String expected = unread.contains(name) ? "opt_out_unread" : "opt_out";
      if (!verdict(name).reason().equals(expected)) {
        wrong.put(name, verdict(name).outcome() + " " + verdict(name).reason());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void fetchesNoImageThatIsReservedBeforehand() {
    List<String> asked = server.requests().stream().map(RawServer.Request::path).toList();
    List<String> wrong = new ArrayList<>();
    askedFor.forEach(
        (name, may) -> {
          boolean requested =
              sites.containsKey(name)
                  ? sites.get(name).requests().stream()
                      .anyMatch(request -> request.path().startsWith("/image"))
                  : asked.contains(path(url(name)));
          if (requested != may) {
            wrong.add(name);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(asked).noneMatch(path -> path.contains("target"));
  }

  @Test
  void keepsOtherImages() {
    assertThat(free).allSatisfy(name -> assertThat(verdict(name).outcome()).isEqualTo("kept"));
  }
}
