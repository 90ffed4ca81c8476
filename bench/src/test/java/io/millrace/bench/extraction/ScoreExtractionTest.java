package io.millrace.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreExtractionTest {

  @TempDir private Path folder;

  private Path truth;
  private Path ours;
  private Path trafilatura;

  @BeforeEach
  void write() throws IOException {
    truth =
        text(
            "set-truth.jsonl",
            """
            {"url": "u:1", "text": "one two", "with": ["One two"], "without": ["menu"]}
            {"url": "u:2", "type": "forum", "text": "a b c d", "with": ["d"]}
            {"url": "u:3", "type": "forum", "text": "e", "with": ["e"]}
            """);
    ours =
        text(
            "ours.jsonl",
            """
            {"url": "u:1", "text": "One two menu"}
            {"url": "u:2", "text": "a b d e"}
            """);
    trafilatura = text("trafilatura.jsonl", "{\"url\": \"u:3\", \"text\": \"e\"}\n");
  }

  @Test
  void scoresOneByType() throws IOException {
    assertThat(run(truth.toString(), ours.toString()))
        .isEqualTo(
            """
            ours: 1 pages without a prediction
            type     pages      F1  precision  recall    with  without  snippets F1
            all          3  0.5167     0.4722  0.5833  0.6667   0.0000       0.6667
            forum        2  0.3750     0.3750  0.3750  0.5000   0.0000       0.6667
            article      1  0.8000     0.6667  1.0000  1.0000   0.0000       0.6667
            """);
  }

  @Test
  void comparesSeveral() throws IOException {
    new Speed("2.0", 3, 30_000_000, 2, 3, 0).writeBeside(ours);
    new Speed("1.0", 3, 30_000_000, 30, 30, 0).writeBeside(trafilatura);

    assertThat(run("--markdown", truth.toString(), ours.toString(), trafilatura.toString()))
        .endsWith(
            """
            | extractor | all | forum | article | with | without | snippets F1 | MB/s | by the clock | ms a page | × trafilatura |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            | ours 2.0 | 0.5167 | 0.3750 | 0.8000 | 0.6667 | 0.0000 | 0.6667 | 15.00 | 10.00 | 666.7 | 15.0 |
            | trafilatura 1.0 | 0.3333 | 0.5000 | 0.0000 | 0.3333 | 1.0000 | 0.5000 | 1.00 | 1.00 | 10000.0 | 1.0 |
            """);
  }

  @Test
  void updatesTheTableOfAPage() throws IOException {
    Path page =
        text(
            "page.md",
            "before\n<!-- extraction:set -->\nold\n<!-- /extraction -->\nafter\n"
                + "<!-- extraction:other -->\nstays\n<!-- /extraction -->\n");

    run("--into", page.toString(), truth.toString(), ours.toString());

    String renewed = Files.readString(page, StandardCharsets.UTF_8);
    assertThat(renewed)
        .startsWith("before\n<!-- extraction:set -->\n| type | pages |")
        .contains("| 0.6667 |\n<!-- /extraction -->\nafter\n<!-- extraction:other -->\nstays\n")
        .doesNotContain("old");
    assertThatThrownBy(
            () ->
                run(
                    "--into",
                    text("empty.md", "nothing").toString(),
                    truth.toString(),
                    ours.toString()))
        .hasMessageContaining("has no part between <!-- extraction:set -->");
  }

  @Test
  void rejectsTooFewArguments() throws IOException {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    assertThat(ScoreExtraction.run(List.of("--markdown", truth.toString()), out)).isFalse();
    assertThat(ScoreExtraction.run(List.of(), out)).isFalse();
  }

  private static String run(String... arguments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean understood =
        ScoreExtraction.run(
            List.of(arguments), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(understood).isTrue();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }
}
