package io.millrace.bench.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Passwords and keys in settings must not be in the output, in messages, or in {@code ps}. */
final class Secrets extends Scenario {

  private static final String PLANTED = "pl4nted-s3cret";

  Secrets() {
    super("secrets", false);
  }

  private static String recipe(String endpoint, String more) {
    return "inputs: [jsonl: 'DIR/texts.jsonl']\nstages:\n  - rephrase:\n      model: m\n"
        + "      language_model: ''\n      server: {endpoints: ['"
        + endpoint
        + "'], retries: {max: 0}, breaker: {unavailable_seconds: 1}"
        + more
        + (more.contains("cache:") ? "" : "\n      cache: 'sqlite:DIR/cache.db'")
        + "\n      budget_store: 'sqlite:DIR/budget.db'\noutput: {shards: 1}\ntolerance: 1\n";
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, 4));
    String key = arena.write("key", PLANTED + "\n").toString();
    try (LlmServer server = new LlmServer(200, body -> "No answer at all.", 5);
        LlmServer refusing = new LlmServer(401, body -> "", 0)) {
      String withUser = server.endpoint().replace("http://", "http://user:" + PLANTED + "@");
      Map<String, String> recipes = new LinkedHashMap<>();
      recipes.put("key in a file", recipe(server.endpoint(), ", key_file: '" + key + "'}"));
      recipes.put("key in the environment", recipe(server.endpoint(), ", key_variable: PLANTED}"));
      recipes.put("password in an endpoint", recipe(withUser, "}"));
      recipes.put("key in an endpoint's query", recipe(server.endpoint() + "?key=" + PLANTED, "}"));
      String database = "postgresql://user:" + PLANTED + "@127.0.0.1:1/cache";
      recipes.put(
          "password of the cache", recipe(server.endpoint(), "}\n      cache: '" + database + "'"));
      recipes.put(
          "password of the cache in a query",
          recipe(
              server.endpoint(),
              "}\n      cache: 'postgresql://127.0.0.1:1/cache?user=u&password=" + PLANTED + "'"));
      int number = 0;
      for (Map.Entry<String, String> each : recipes.entrySet()) {
        String name = "secret-" + number++;
        List<String> leaks = leaks(arena, name, each.getValue());
        score.check(kind(), each.getKey(), leaks.isEmpty(), "it is in " + leaks);
      }
      Ran refused =
          arena.run("wrong-key", recipe(refusing.endpoint(), ", key_file: '" + key + "'}"));
      score.check(kind(), "a wrong key ends with exit 4", refused.exit() == 4, refused.last());
    }
  }

  /** Files and other places that contain the secret. */
  private static List<String> leaks(Arena arena, String name, String recipe) throws Exception {
    List<String> leaks = new ArrayList<>();
    String arguments = "";
    Ran ran;
    try (Arena.Running run =
        arena.start(Map.of("PLANTED", PLANTED), arena.runArguments(name, recipe, "--verbose"))) {
      while (!run.process().waitFor(100, TimeUnit.MILLISECONDS)
          && System.nanoTime() - run.begin() < Duration.ofSeconds(120).toNanos()) {
        arguments = arguments + children(run.process().toHandle());
      }
      ran = run.end(Duration.ofSeconds(1));
    }
    if (arguments.contains(PLANTED)) {
      leaks.add("ps");
    }
    if (ran.said().contains(PLANTED)) {
      leaks.add("messages");
    }
    if (ran.exit() == Ran.TIMED_OUT) {
      leaks.add("no end");
    }
    if (Files.isDirectory(arena.output(name))) {
      leaks.addAll(files(arena.output(name)));
    }
    return leaks;
  }

  private static String children(ProcessHandle process) {
    StringBuilder arguments = new StringBuilder();
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(each -> arguments.append(each.info().commandLine().orElse("")));
    return arguments.toString();
  }

  private static List<String> files(Path output) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(PLANTED)) {
          found.add(output.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
