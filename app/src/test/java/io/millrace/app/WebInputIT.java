package io.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.fetch.images.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that read from web servers. */
class WebInputIT {

  private static final String RESOLVE = "/datasets/o/n/resolve/main/de/part-";

  @TempDir private Path folder;

  private final AtomicInteger broken = new AtomicInteger();
  private RawServer server;
  private Path recipe;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
    List<String> list = new ArrayList<>();
    List<String> lines = MadeText.lines(300, 9);
    for (int part = 0; part < 3; part++) {
      String text = String.join("\n", lines.subList(part * 100, part * 100 + 100)) + "\n";
      Files.writeString(folder.resolve("part-" + part + ".jsonl"), text);
      String path = RESOLVE + part + ".jsonl";
      server.serve(path, RawServer.redirect(302, server.url("/" + part)));
      server.serve("/" + part, parts(text.getBytes(UTF_8), part == 1 ? 3 : 0));
      list.add(
          "{\"type\":\"file\",\"path\":\"de/part-"
              + part
              + ".jsonl\",\"size\":"
              + text.length()
              + "}");
    }
    server.serve("/api/datasets/o/n/tree/main/de", "", list.toString().getBytes(UTF_8));
    recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            inputs: [jsonl: {paths: ['DIR/part-*.jsonl'], language: de, source: made}]
            stages: [gopher-repetition, c4, dedup-exact, dedup-minhash]
            output: {shards: 2}
            """
                .replace("DIR", folder.toString()));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Parts of a file, each with a broken connection. */
  private RawServer.Answer parts(byte[] content, int breaks) {
    return (request, out) -> {
      int from = Integer.parseInt(request.header("Range").replaceAll("\\D*(\\d+).*", "$1"));
      String range = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
      String head = "HTTP/1.1 206 x\r\nContent-Range: " + range + "\r\nContent-Length: ";
      out.write((head + (content.length - from) + "\r\n\r\n").getBytes(UTF_8));
      boolean breaksNow = from < content.length / 2 && broken.get() < breaks;
      int end = breaksNow ? from + content.length / 5 : content.length;
      out.write(Arrays.copyOfRange(content, from, end));
      if (breaksNow) {
        broken.incrementAndGet();
      }
      return !breaksNow;
    };
  }

  private Path run(String name, String... paths) throws IOException {
    Path output = folder.resolve(name);
    String yaml = Files.readString(recipe);
    String inputs = "'" + String.join("', '", paths) + "'";
    Path own =
        Files.writeString(
            folder.resolve(name + ".yaml"), yaml.replaceFirst("'.*?'", inputs.replace("$", "\\$")));
    Cli.done("run", own.toString(), "--output", output.toString(), "--parallelism", "2");
    return output;
  }

  private void sameAs(Path disk, Path output) throws IOException {
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(MadeText.hashes(output.resolve(set)))
          .as(set)
          .isNotEmpty()
          .isEqualTo(MadeText.hashes(disk.resolve(set)));
    }
  }

  @Test
  void brokenConnectionLosesNoRecord() throws IOException {
    Path disk = run("disk", folder + "/part-*.jsonl");
    Path web = run("web", server.url("/0"), server.url("/1"), server.url("/2"));
    assertThat(broken).hasValue(3);
    sameAs(disk, web);
  }

  @Test
  void hubDataSetIsReadByItsName() throws IOException, InterruptedException {
    Path disk = run("disk", folder + "/part-*.jsonl");
    Path output = folder.resolve("hub");
    Path own =
        Files.writeString(
            folder.resolve("hub.yaml"),
            Files.readString(recipe).replaceFirst("'.*?'", "'hf://datasets/o/n/de/*.jsonl'"));
    Map<String, String> environment = Map.of("HF_ENDPOINT", server.url(""), "HF_TOKEN", "secret");
    try (ChildJvm child =
        ChildJvm.start(
            folder.resolve("child.log"),
            environment,
            List.of("run", own.toString(), "--output", output.toString()))) {
      assertThat(child.end()).as(child.said()).isZero();
    }
    sameAs(disk, output);
    assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
  }

  @Test
  void errorsAreReportedBeforeAnyWork() {
    refused("no file matches " + server.url("/none"), "--input", "jsonl=" + server.url("/none"));
    refused("read-only file system https", "--output", "https://example.org/out");
    refused(
        "hf://datasets/o: not of the form hf://datasets/OWNER/NAME/PATH",
        "--input",
        "jsonl=hf://datasets/o");
  }

  private void refused(String what, String... options) {
    List<String> command = new ArrayList<>(List.of("run", recipe.toString()));
    command.addAll(List.of(options));
    if (!command.contains("--output")) {
      command.addAll(List.of("--output", folder.resolve("none").toString()));
    }
    Cli refused = Cli.run(command);
    assertThat(refused.code()).isNotEqualTo(ExitCode.DONE);
    assertThat(refused.err()).contains(what).hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
