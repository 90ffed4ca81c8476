package io.millrace.connectors.score;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.millrace.corpus.WellFormed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Converts texts to the tokens of a model, with start and end tokens. */
final class ModelTokens implements Closeable {

  private static final String FLAVOR = "RUST_FLAVOR";
  private static final long MAX_BYTES = 256L << 20;

  /** Longer than any model's input; limits the time of the tokeniser. */
  private static final int MAX_CHARACTERS = 1 << 14;

  private final HuggingFaceTokenizer tokenizer;
  private final ScorerSettings settings;

  private ModelTokens(HuggingFaceTokenizer tokenizer, ScorerSettings settings) {
    this.tokenizer = tokenizer;
    this.settings = settings;
  }

  /**
   * @throws IOException when the file cannot be read or is not a tokenizer.json
   */
  static ModelTokens read(ScorerSettings settings) throws IOException {
    Path file = Path.of(settings.tokenizer());
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes: no tokenizer.json");
    }
    // with CUDA installed, DJL would download another native library
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optAddSpecialTokens(true)
              .optTruncation(false)
              .optPadding(false)
              .build();
      return new ModelTokens(tokenizer, settings);
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a tokenizer.json: " + e.getMessage(), e);
    }
  }

  /** Token ids of a text, at least one. */
  long[] of(String text) {
    String bounded = text;
    if (text.length() > MAX_CHARACTERS) {
      int end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? 1 : 0;
      bounded = text.substring(0, MAX_CHARACTERS - end);
    }
    String given = WellFormed.of(bounded);
    long[] ids =
        tokenizer.encode(settings.lowerCase() ? given.toLowerCase(Locale.ROOT) : given).getIds();
    int most = settings.maxTokens();
    if (ids.length > most) {
      long end = ids[ids.length - 1];
      ids = Arrays.copyOf(ids, most);
      ids[most - 1] = end;
    }
    return ids.length == 0 ? new long[] {Math.max(0, settings.padToken())} : ids;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
