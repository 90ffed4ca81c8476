package io.millrace.bench.attack;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.shards.verdict.VerdictRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opt-outs in forms that are easy to miss. The image of a page that opts out must not be requested;
 * one whose own response opts out must not be emitted.
 */
final class OptOuts extends Scenario {

  /** A recipe that fetches from this machine. */
  static final String IMAGES =
      """
      inputs: [warc: 'DIR/pages.warc']
      stages:
        - image-candidates
        - image-fetch: {allow_addresses: [127.0.0.0/8], host_rate: 10000, retries: 0, timeout_seconds: 10}
        - image-decode
      output: {format: webdataset, shards: 1}
      tolerance: 1
      """;

  OptOuts() {
    super("opt-outs", true);
  }

  private static String html(String head, String image) {
    return "<!DOCTYPE html><html lang=en><head><title>Page</title>"
        + head
        + "</head><body><p>"
        + Made.text(image.hashCode(), 6)
        + "<p><img src='"
        + image
        + "' alt='A picture of the mill beside the river "
        + Math.abs(image.hashCode() % 1000)
        + "'></body></html>";
  }

  private static String robots(String content) {
    return "<meta name=\"robots\" content=\"" + content + "\">";
  }

  /** Elements in the head of a page, by name of the case. */
  private static Map<String, String> heads() {
    Map<String, String> heads = new LinkedHashMap<>();
    heads.put("meta-noai", robots("noai"));
    heads.put("meta-noimageai", robots("noimageai"));
    heads.put("meta-blanks", robots("noindex noimageai"));
    heads.put("meta-semicolons", robots("follow;noai;nosnippet"));
    heads.put("meta-own-name", "<meta name=\"millrace\" content=\"noai\">");
    heads.put("meta-beyond-50", robots(beyond("max-snippet:", 60) + "noai"));
    heads.put("meta-tdm", "<meta name=\"tdm-reservation\" content=\"1\">");
    heads.put("meta-tdm-blank", "<meta name=\"TDM-Reservation\" content=\" 1 \">");
    return heads;
  }

  private static String beyond(String directive, int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(directive).append(i).append(", ");
    }
    return all.toString();
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("header-noai", "X-Robots-Tag: noai\r\n");
    headers.put("header-own-name", "X-Robots-Tag: millrace: noai\r\n");
    headers.put("header-blanks", "X-Robots-Tag: nofollow noimageai\r\n");
    headers.put("header-tdm", "tdm-reservation: 1\r\n");
    return headers;
  }

  /** Files {@code /.well-known/tdmrep.json} that reserve {@code /reserved.png}. */
  private static Map<String, String> reservations() {
    Map<String, String> files = new LinkedHashMap<>();
    String rule = "{\"location\": \"/reserved.png\", \"tdm-reservation\": 1}";
    files.put("tdmrep", "[" + rule + "]");
    files.put("tdmrep-300-rules", "[" + others(300, "/other") + rule + "]");
    files.put("tdmrep-600-kb", "[" + others(9_000, "/a-longer-path-of-a-rule") + rule + "]");
    files.put(
        "tdmrep-long-pattern",
        "[{\"location\": \"/" + "*".repeat(3_000) + "reserved*\", \"tdm-reservation\": 1}]");
    files.put("tdmrep-not-whole", "[" + rule + ", {\"location\": ");
    return files;
  }

  private static String others(int count, String path) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rules
          .append("{\"location\": \"")
          .append(path)
          .append(i)
          .append("\", \"tdm-reservation\": 1},");
    }
    return rules.toString();
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    List<Site> sites = new ArrayList<>();
    Map<String, String> unasked = new LinkedHashMap<>();
    Map<String, String> unkept = new LinkedHashMap<>();
    try (Site site = new Site(1)) {
      heads()
          .forEach(
              (name, head) -> {
                String image = site.image("/" + name + ".png", "");
                warc.writeBytes(Made.page("https://p.example/" + name, "", html(head, image)));
                unasked.put(name, image);
              });
      headers()
          .forEach(
              (name, header) -> {
                String image = site.image("/" + name + ".png", "");
                warc.writeBytes(Made.page("https://p.example/" + name, header, html("", image)));
                unasked.put(name, image);
              });
      ownAnswers(site, unkept);
      inTheWarc(warc, unkept);
      for (Map.Entry<String, String> each : reservations().entrySet()) {
        Site reserving = new Site(2);
        sites.add(reserving);
        reserving.answers(
            "/.well-known/tdmrep.json",
            RawServer.answer(
                200,
                "Content-Type: application/json\r\n",
                each.getValue().getBytes(StandardCharsets.UTF_8)));
        unasked.put(each.getKey(), reserving.image("/reserved.png", ""));
        warc.writeBytes(
            Made.page(
                "https://p.example/" + each.getKey(),
                "",
                html("", reserving.url("/reserved.png"))));
      }
      unkept.forEach(
          (name, image) ->
              warc.writeBytes(Made.page("https://p.example/" + name, "", html("", image))));
      String free = site.image("/free.png", "");
      warc.writeBytes(Made.page("https://p.example/free", "", html("", free)));
      arena.write("pages.warc", warc.toByteArray());
      Ran ran = arena.run("opt-outs", IMAGES);
      judge(arena, score, ran, unasked, unkept, site, sites);
    } finally {
      for (Site each : sites) {
        each.close();
      }
    }
  }

  private static void ownAnswers(Site site, Map<String, String> unkept) {
    unkept.put("answer-noai", site.image("/answer-noai.png", "X-Robots-Tag: noai\r\n"));
    unkept.put(
        "answer-own-name", site.image("/answer-own.png", "X-Robots-Tag: millrace: noimageai\r\n"));
    unkept.put("answer-blanks", site.image("/answer-b.png", "X-Robots-Tag: nofollow noai\r\n"));
    unkept.put("answer-tdm", site.image("/answer-tdm.png", "tdm-reservation: 1\r\n"));
    String target = site.image("/target.png", "");
    unkept.put(
        "redirect-noai",
        site.answers(
            "/redirect-noai.png",
            RawServer.answer(
                302, "X-Robots-Tag: noai\r\nLocation: " + target + "\r\n", new byte[0])));
    unkept.put(
        "redirect-tdm",
        site.answers(
            "/redirect-tdm.png",
            RawServer.answer(
                302, "tdm-reservation: 1\r\nLocation: " + target + "\r\n", new byte[0])));
  }

  /** Images whose responses are in the same WARC. */
  private static void inTheWarc(ByteArrayOutputStream warc, Map<String, String> unkept) {
    for (String header : List.of("X-Robots-Tag: noai", "tdm-reservation: 1")) {
      String name =
          "warc-" + header.substring(0, header.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
      String image = "https://p.example/" + name + ".png";
      warc.writeBytes(
          Made.response(image, "image/png", header + "\r\n", Made.png(name.hashCode())));
      unkept.put(name, image);
    }
  }

  private void judge(
      Arena arena,
      AttackScore score,
      Ran ran,
      Map<String, String> unasked,
      Map<String, String> unkept,
      Site site,
      List<Site> sites)
      throws IOException {
    List<VerdictRow> rows = arena.verdicts("opt-outs");
    List<String> kept =
        rows.stream().filter(row -> row.outcome().equals("kept")).map(VerdictRow::url).toList();
    boolean works = ran.exit() == 0 && kept.size() > 0 && site.asked().contains("/free.png");
    score.check(kind(), "an image without an opt-out is kept", works, ran.last());
    unasked.forEach(
        (name, image) -> {
          String path = image.substring(image.indexOf('/', "http://".length()));
          boolean asked =
              path.equals("/reserved.png") ? asked(sites, image) : site.asked().contains(path);
          score.check(kind(), "not requested: " + name, works && !asked, "it was requested");
        });
    unkept
        .keySet()
        .forEach(
            name ->
                score.check(
                    kind(),
                    "not emitted: " + name,
                    works && !kept.contains("https://p.example/" + name),
                    "it was emitted"));
  }

  private static boolean asked(List<Site> sites, String image) {
    return sites.stream()
        .filter(each -> image.startsWith(each.url("/")))
        .anyMatch(each -> each.asked().contains("/reserved.png"));
  }
}
