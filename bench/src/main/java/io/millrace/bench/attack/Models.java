package io.millrace.bench.attack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of language models with markup, and servers with wrong token counts. */
final class Models extends Scenario {

  /** Settings of the gates that let a copy of the passage pass. */
  private static final String OPEN =
      "      min_passed: 0\n      gates:\n        rewrite: {max_ngram_overlap: 1, max_copied_run: 1,"
          + " min_name_recall: 0, min_name_precision: 0, min_length_ratio: 0, max_length_ratio: 9}\n"
          + "        max_repeated_ngrams: 1\n        max_repeated_lines: 1\n";

  Models() {
    super("models", false);
  }

  private static String recipe(LlmServer server, String name, String more) {
    return "inputs: [jsonl: 'DIR/texts.jsonl']\nstages:\n  - rephrase:\n      model: m\n"
        + "      language_model: ''\n      emission: rephrased-only\n      failed: drop\n      server: {endpoints: ['"
        + server.endpoint()
        + "'], retries: {max: 0}, breaker: {unavailable_seconds: 1}}\n"
        + OPEN
        + more
        + "      cache: 'sqlite:DIR/"
        + name
        + "-cache.db'\n      budget_store: 'sqlite:DIR/"
        + name
        + "-budget.db'\n"
        + "output: {shards: 1}\ntolerance: 1\n";
  }

  private static String passage(String request) {
    int begin = request.lastIndexOf("<text>") + "<text>".length();
    int end = request.lastIndexOf("</text>");
    return begin > end || end < 0 ? "" : request.substring(begin, end).replace("\\n", " ").strip();
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, 40));
    markup(arena, score);
    for (long tokens : new long[] {0, 2_147_483_647L, -5}) {
      try (LlmServer server = new LlmServer(200, Models::passage, tokens)) {
        String name = "tokens-" + tokens;
        Ran ran =
            arena.run(
                Duration.ofSeconds(200),
                name,
                recipe(server, name, "      budget: {max_tokens: 3000}\n"));
        int asked = server.asked();
        // a passage and its answer have about 200 tokens each, so all 40 need five times the budget
        score.check(
            kind(),
            "a server that counts " + tokens + " tokens",
            ran.orderly() && asked <= 12,
            asked + " requests, " + ran.last());
      }
    }
    try (LlmServer server = new LlmServer(200, body -> "x".repeat(64 << 20), 5)) {
      Ran ran = arena.run("huge", recipe(server, "huge", ""));
      score.check(kind(), "answers of 64 MB", ran.orderly(), ran.last());
    }
  }

  private void markup(Arena arena, AttackScore score) throws Exception {
    Map<String, String> markups = new LinkedHashMap<>();
    markups.put("script", "<script>alert(1)</script>");
    markups.put("javascript link", "[here](javascript:alert(1))");
    markups.put("image with a handler", "<img src=x onerror=alert(1)>");
    markups.put("iframe", "<iframe src=http://evil.example></iframe>");
    markups.put("data link", "<a href='data:text/html,x'>x</a>");
    int number = 0;
    for (Map.Entry<String, String> each : markups.entrySet()) {
      try (LlmServer server =
          new LlmServer(
              200, body -> passage(body).replaceFirst(" ", " " + each.getValue() + " "), 50)) {
        String name = "markup-" + number++;
        Ran ran = arena.run(name, recipe(server, name, ""));
        Ran text = arena.command("shards", "cat", arena.output(name).toString());
        boolean emitted =
            List.of("<script", "javascript:", "onerror", "<iframe", "data:text").stream()
                .anyMatch(text.said()::contains);
        score.check(
            kind(),
            each.getKey() + " in an answer",
            ran.exit() == 0 && server.asked() > 0 && text.exit() == 0 && !emitted,
            "emitted " + emitted + ", asked " + server.asked() + ", " + ran.last());
      }
    }
  }
}
