package io.millrace.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bench.extraction.TruthFile.TruthPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthFileTest {

  @TempDir private Path folder;

  @Test
  void readsTruths() throws IOException {
    Path file = folder.resolve("set-truth.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          """
          {"url": "u:1", "type": "forum", "title": "T", "text": "Gr\u00fc\u00dfe", "with": ["a"], "without": ["b", "c"]}

          {"url": "u:2", "text": ""}
          {"url": "u:3", "text": null, "type": null}
          """
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(TruthFile.read(file))
        .containsExactly(
            new TruthPage(
                "u:1", "forum", Optional.of("Gr\u00fc\u00dfe"), List.of("a"), List.of("b", "c")),
            new TruthPage("u:2", "article", Optional.of(""), List.of(), List.of()),
            new TruthPage("u:3", "article", Optional.empty(), List.of(), List.of()));
  }

  @Test
  void readsPredictions() throws IOException {
    Path file = folder.resolve("some.jsonl");
    Files.writeString(
        file,
        """
        {"url": "u:1", "text": "first"}
        {"url": "u:2", "text": null}
        {"url": "u:1", "text": "last"}
        """,
        StandardCharsets.UTF_8);

    assertThat(TruthFile.readPredictions(file)).containsOnlyKeys("u:1", "u:2");
    assertThat(TruthFile.readPredictions(file))
        .containsEntry("u:1", "last")
        .containsEntry("u:2", "");
  }

  @Test
  void reportsADamagedLine() throws IOException {
    Path file = folder.resolve("some.jsonl");
    Files.writeString(file, "{\"url\": \"u:1\"}\n{\"url\"", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TruthFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("some.jsonl, line 2 is no JSON");

    Files.writeString(file, "[]\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TruthFile.read(file))
        .hasMessageEndingWith("some.jsonl, line 1 is no object with a url");
  }
}
