package io.millrace.rephrase.chunk;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.WellFormed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts with the tokeniser of a model, read from its {@code tokenizer.json}. */
public final class HuggingFaceTokens implements TokenCounter {

  private static final String FLAVOR = "RUST_FLAVOR";
  private static final long MAX_BYTES = 256L << 20;

  private final HuggingFaceTokenizer tokenizer;
  private final String name;

  private HuggingFaceTokens(HuggingFaceTokenizer tokenizer, String name) {
    this.tokenizer = tokenizer;
    this.name = name;
  }

  /**
   * @param file a {@code tokenizer.json}
   * @throws IOException if the file cannot be read or is invalid
   */
  public static HuggingFaceTokens read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": there is no such file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes: not a tokenizer.json");
    }
    // with CUDA installed, DJL would download another native library
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
    String name = "tokenizer.json " + Hash128.of(Files.readAllBytes(file));
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optAddSpecialTokens(false)
              .optTruncation(false)
              .optPadding(false)
              .build();
      return new HuggingFaceTokens(tokenizer, name);
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
      throw new IOException(file + " is not a tokenizer.json: " + why, e);
    }
  }

  @Override
  public int count(CharSequence text, int start, int end) {
    if (start == end) {
      return 0;
    }
    String part = WellFormed.of(text.subSequence(start, end).toString());
    return Math.max(1, tokenizer.encode(part).getIds().length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
