package io.millrace.shards.pair;

import io.millrace.api.Setting;

/** How WebDataset shards are cut, and what is written beside them. */
public record WebDatasetSettings(
    @Setting(
            value = "Samples after which a shard goes on in another tar.",
            min = 1,
            max = 10_000_000)
        int maxSamples,
    @Setting(value = "Bytes a tar may have; a single larger sample has one for itself.", min = 1)
        long maxBytes,
    @Setting(
            "How images are named: jpg whatever they are, as img2dataset does and Hugging Face"
                + " datasets needs, or by their format.")
        ImageEnding imageEnding,
    @Setting("Whether the training examples of the PaLI mixture are written beside each tar.")
        boolean mixture) {

  /** End of an image's name in its tar. */
  public enum ImageEnding {
    /** {@code jpg} for all: what they are is in the JSON, and decoders look at the bytes. */
    JPG,
    /** {@code jpg}, {@code png} or {@code webp}. */
    FORMAT;

    String of(String format) {
      return this == JPG || format.equals("jpeg") ? "jpg" : format;
    }
  }

  private static final int MAX_SAMPLES = 10_000_000;

  public WebDatasetSettings {
    if (maxSamples < 1 || maxSamples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "max_samples is " + maxSamples + ", must be in 1.." + MAX_SAMPLES);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("max_bytes is " + maxBytes + ", must be at least 1");
    }
  }

  /** 10,000 samples a tar, all images {@code jpg}, as img2dataset; 1 GiB; no mixture. */
  public static WebDatasetSettings defaults() {
    return new WebDatasetSettings(10_000, 1L << 30, ImageEnding.JPG, false);
  }
}
