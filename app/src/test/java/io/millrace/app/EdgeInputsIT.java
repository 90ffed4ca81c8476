package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.millrace.app.cli.ExitCode;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.layout.Manifest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extreme inputs: none, empty, huge, very many. */
class EdgeInputsIT {

  private static final int MEBI = 1 << 20;

  @TempDir private Path folder;

  private Manifest run(String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), recipe.replace("DIR", folder + ""));
    Path output = folder.resolve("out");
    Cli.done("run", file.toString(), "--output", output.toString(), "--parallelism", "2");
    return verified(output);
  }

  private static Manifest verified(Path output) throws IOException {
    Cli verified = Cli.done("shards", "verify", output.toString());
    assertThat(verified.out()).startsWith("sound: ");
    assertThat(output.resolve(".work")).doesNotExist();
    return FinishedOutput.open(output.toString()).manifest();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  @Test
  void emptyFilesOfEveryKind() throws IOException {
    for (String name : new String[] {"a.warc", "a.warc.gz", "a.jsonl", "a.jsonl.gz", "a.txt"}) {
      file(name, "");
    }
    Files.write(folder.resolve("b.jsonl.zst"), Zstd.compress(new byte[0]));
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.jsonl.gz")))) {
      gzip.flush();
    }
    file("c.jsonl", "\n\n\n");
    Manifest manifest =
        run(
            """
            inputs: [warc: 'DIR/*.warc*', jsonl: 'DIR/*.jsonl*', text: {paths: ['DIR/*.txt'], per: line}]
            stages: [extract, gopher-quality, dedup-url, dedup-exact, dedup-minhash, pii]
            """);
    assertThat(manifest.totals().input()).isZero();
    assertThat(manifest.shards()).isEmpty();
  }

  /** As under cron, and without the launcher, which sets a UTF-8 locale. */
  @Test
  void fileNamesThatTheLocaleCannotDecodeAreRefused() throws Exception {
    file("a.jsonl", "{\"text\": \"One.\"}\n");
    String umlauts = "cp a.jsonl \"$(printf 'gr\\303\\266\\303\\237e.jsonl')\"";
    assertThat(new ProcessBuilder("sh", "-c", umlauts).directory(folder.toFile()).start().waitFor())
        .isZero();
    Path recipe = file("r.yaml", "inputs: [jsonl: '" + folder + "/*.jsonl']\nstages: [c4]\n");
    String output = folder.resolve("out").toString();
    List<String> command = List.of("run", recipe.toString(), "--output", output);
    Map<String, String> locale = Map.of("LC_ALL", "C");
    try (ChildJvm child = ChildJvm.start(folder.resolve("log"), locale, command)) {
      assertThat(child.end()).as(child.said()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(child.said())
          .contains(folder + "/gr", "e.jsonl: this file name cannot be read in the encoding ")
          .contains("set LC_ALL=C.UTF-8");
    }
    Map<String, String> utf8 = Map.of("LC_ALL", "C.UTF-8");
    try (ChildJvm child = ChildJvm.start(folder.resolve("log"), utf8, command)) {
      assertThat(child.end()).as(child.said()).isZero();
    }
    assertThat(FinishedOutput.open(output).manifest().totals().input()).isEqualTo(2);
  }

  @Test
  void everythingIsDropped() throws IOException {
    file("a.jsonl", "{\"text\": \"Too short.\"}\n".repeat(3));
    Manifest manifest =
        run(
            "inputs: [jsonl: 'DIR/a.jsonl']\nstages: [gopher-quality]\noutput: {format: parquet}\n");
    assertThat(manifest.totals().dropped()).isEqualTo(manifest.totals().input()).isEqualTo(3);
    assertThat(manifest.shards()).isEmpty();
    assertThat(folder.resolve("out/report.html")).content().contains("No document was kept.");
  }

  @Test
  void moreShardsThanDocumentsAndALanguageWithoutDocuments() throws IOException {
    file(
        "a.jsonl",
        MadeText.line("1", 1, "de", "Eins.") + "\n" + MadeText.line("2", 2, "", "Zwei."));
    Manifest manifest =
        run(
            """
            inputs: [jsonl: 'DIR/a.jsonl']
            stages: []
            output: {shards: 100, mix: {languages: {fr: 2.5, sw: .1}}}
            """);
    assertThat(manifest.shards()).hasSize(2);
    assertThat(manifest.languages()).containsOnlyKeys("de", "und");
  }

  @Test
  void upSamplingWritesCopiesAndDownSamplingDropsDocuments() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append(MadeText.line("d" + i, i, i % 2 == 0 ? "en" : "de", "Text " + i)).append('\n');
    }
    file("a.jsonl", lines.toString());
    Manifest manifest =
        run(
            """
            inputs: [jsonl: 'DIR/a.jsonl']
            stages: []
            output: {shards: 3, format: parquet, mix: {languages: {en: 2.5, de: .3}}}
            """);
    Manifest.Counts english = manifest.languages().get("en");
    assertThat(english.kept()).isEqualTo(500);
    assertThat(english.written()).isBetween(1200L, 1300L);
    Manifest.Counts german = manifest.languages().get("de");
    assertThat(german.kept()).isEqualTo(german.written()).isBetween(110L, 190L);
    assertThat(german.dropped()).isEqualTo(500 - german.kept());
  }

  /**
   * A page and a line of 50 MiB, and one of each above the largest record size, with the launcher's
   * heap.
   */
  @Test
  void hugeRecords() throws IOException, InterruptedException {
    String sentence = MadeText.text(new Random(1), false, 12) + "\n";
    String text = sentence.repeat(50 * MEBI / sentence.length());
    String tooLarge = "x".repeat(65 * MEBI);
    Path lines = folder.resolve("a.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
      out.write(MadeText.line("huge", 1, "en", text) + "\n");
      out.write(MadeText.line("too large", 2, "en", tooLarge) + "\n");
      out.write(MadeText.line("after", 3, "en", sentence) + "\n");
    }
    Path warc = folder.resolve("a.warc");
    try (OutputStream out = Files.newOutputStream(warc)) {
      String page = "<html><body><article><p>" + text.replace("\n", "</p>\n<p>") + "</article>";
      writePage(out, 1, page);
      writePage(out, 2, "<p>" + tooLarge);
      writePage(out, 3, "<html><body><article><p>" + sentence + "</article>");
    }
    String recipe =
        """
        inputs: [jsonl: 'DIR/a.jsonl', warc: 'DIR/a.warc']
        stages: [extract, gopher-repetition, gopher-quality, c4, dedup-exact, dedup-minhash, pii]
        output: {shards: 2}
        tolerance: .5
        """;
    Path output = folder.resolve("out");
    List<String> command =
        List.of(
            "run",
            file("r.yaml", recipe.replace("DIR", folder.toString())).toString(),
            "--output",
            output.toString(),
            "--parallelism",
            "2");
    try (ChildJvm child = ChildJvm.start("2g", folder.resolve("log"), Map.of(), command)) {
      assertThat(child.end()).as(child.said()).isZero();
    }
    Manifest manifest = verified(output);
    assertThat(manifest.totals().input()).isEqualTo(6);
    assertThat(manifest.totals().failed()).isEqualTo(2);
    assertThat(manifest.reasons().get("read")).containsEntry("too_large", 2L);
  }

  private static void writePage(OutputStream out, int number, String html) throws IOException {
    byte[] body =
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html)
            .getBytes(StandardCharsets.UTF_8);
    String header =
        String.format(
            Locale.ROOT,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
                + "WARC-Date: 2024-03-01T12:00:00Z\r\nWARC-Target-URI: https://example.org/%d\r\n"
                + "Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n",
            number,
            number,
            body.length);
    out.write(header.getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hundredThousandShortDocuments() throws IOException {
    int documents = 100_000;
    try (BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("a.jsonl"), StandardCharsets.UTF_8)) {
      for (int i = 0; i < documents; i++) {
        out.write(
            MadeText.line("n" + i, i, "en", "Document number " + i % 90_000 + " is short.\n"));
        out.write('\n');
      }
    }
    Manifest manifest =
        run(
            """
            inputs: [jsonl: {paths: ['DIR/a.jsonl'], split_bytes: 2000000}]
            stages: [dedup-url, dedup-exact, dedup-minhash]
            output: {shards: 4}
            """);
    assertThat(manifest.totals().input()).isEqualTo(documents);
    assertThat(manifest.reasons().get("dedup-exact")).containsEntry("duplicate_text", 10_000L);
  }
}
