package io.millrace.bench.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Markup of documents in reports, and personal data in fields other than the text. */
final class Published extends Scenario {

  private static final String MAIL = "jane.planted@planted-mail.com";

  Published() {
    super("published", true);
  }

  private static final Pattern LIVE =
      Pattern.compile(
          "<script[^>]*>\\s*planted_alert|<img[^>]*planted_alert|<svg[^>]*planted_alert"
              + "|href=[\"']?javascript:planted_alert|</script>\\s*<script>planted");

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("script", "<script>planted_alert(1)</script>");
    texts.put("end of a script", "</script><script>planted_alert(2)</script>");
    texts.put("image", "\"'><img src=x onerror=planted_alert(3)>");
    texts.put("svg", "<svg/onload=planted_alert(4)>");
    texts.put("comment", "--><script>planted_alert(5)</script><!--");
    texts.put("template", "${planted_alert(6)}{{planted_alert(6)}}</textarea></title>");
    return texts;
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    StringBuilder lines = new StringBuilder();
    int number = 0;
    for (String markup : texts().values()) {
      for (int words : new int[] {2, 12}) { // the short one is dropped, with an excerpt
        lines.append(
            "{\"id\":\""
                + json("i" + number + markup)
                + "\",\"url\":\""
                + json("https://x.example/" + number + "/" + markup)
                + "\",\"source\":\""
                + json(markup)
                + "\",\"language\":\"en\",\"text\":\""
                + json(markup + " " + Made.text(number, words))
                + "\"}\n");
        number++;
      }
    }
    arena.write("markup.jsonl", lines.toString());
    Ran ran =
        arena.run(
            "markup",
            "name: \"</title><script>planted_alert(0)</script>\"\ninputs: [jsonl: 'DIR/markup.jsonl']\n"
                + "stages: [gopher-quality, dedup-exact]\noutput: {shards: 1}\ntolerance: 1\n");
    Path report = arena.output("markup").resolve("report.html");
    String html = Files.exists(report) ? Files.readString(report) : "";
    boolean live = LIVE.matcher(html).find();
    for (String name : texts().keySet()) {
      score.check(
          "xss",
          name + " in a report",
          ran.exit() == 0 && !html.isEmpty() && !live,
          live ? "the markup is active" : ran.last());
    }
    personal(arena, score);
  }

  private void personal(Arena arena, AttackScore score) throws Exception {
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    warc.writeBytes(
        Made.page(
            "https://x.example/by/" + MAIL,
            "",
            "<!DOCTYPE html><html lang=en><head><title>Letter of "
                + MAIL
                + "</title><meta name=author content='"
                + MAIL
                + "'><meta name=description content='by "
                + MAIL
                + "'></head><body><p>"
                + Made.text(1, 20)
                + " Write to "
                + MAIL
                + " for more of it."));
    arena.write("personal.warc", warc.toByteArray());
    Ran ran =
        arena.run(
            "personal",
            "inputs: [warc: 'DIR/personal.warc']\nstages: [extract, pii]\noutput: {shards: 1}\n");
    String text =
        new String(
            arena
                .command("shards", "cat", arena.output("personal").toString())
                .said()
                .getBytes(StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    for (String field : new String[] {"text", "title", "author", "description", "url"}) {
      boolean found =
          Pattern.compile("\"" + field + "\":\\s*\"[^\"]*" + Pattern.quote(MAIL))
              .matcher(text)
              .find();
      score.check(
          "personal data",
          "an address of mail in " + field,
          ran.exit() == 0 && text.contains("\"text\"") && !found,
          found ? "it is in the shard" : ran.last());
    }
  }
}
