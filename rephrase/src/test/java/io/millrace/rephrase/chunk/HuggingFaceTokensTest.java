package io.millrace.rephrase.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceTokensTest {

  @TempDir Path folder;

  @Test
  void countsWithATokeniserFile() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(
        file,
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
         "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
         "decoder": null,
         "model": {"type": "WordLevel", "vocab": {"mill": 0, "wheel": 1, "?": 2}, "unk_token": "?"}}
        """);
    try (HuggingFaceTokens tokens = HuggingFaceTokens.read(file)) {
      assertThat(tokens.count("mill wheel brook")).isEqualTo(3);
      assertThat(tokens.count("mill wheel brook", 5, 10)).isEqualTo(1);
      assertThat(tokens.count("")).isZero();
      assertThat(tokens.count(" ")).isEqualTo(1);
      assertThat(tokens.count("\uD83D")).isEqualTo(1);
      assertThat(tokens.name()).matches("tokenizer.json [0-9a-f]{32}");
      ChunkSettings settings = new ChunkSettings(16, 0, ChunkSettings.Remnant.MERGE, true);
      assertThat(new Chunker(settings, tokens).chunk("mill wheel ".repeat(20)))
          .extracting(Passage::tokens)
          .containsExactly(16, 16, 8);
    }
  }

  @Test
  void invalidFilesAreRefused() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> HuggingFaceTokens.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is not a tokenizer.json: ")
        .hasMessageNotContaining("\n");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> TokenCounter.of(none.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(none + ": there is no such file");
    assertThat(TokenCounter.of("").name()).isEqualTo(EstimatedTokens.any().name());
  }
}
