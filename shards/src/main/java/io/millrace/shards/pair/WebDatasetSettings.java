package io.millrace.shards.pair;

import io.millrace.api.Setting;

/** Limits of WebDataset shards and their companion files. */
public record WebDatasetSettings(
    @Setting(
            value = "Maximum samples of a tar; a shard continues in another tar.",
            min = 1,
            max = 10_000_000)
        int maxSamples,
    @Setting(value = "Maximum bytes of a tar; a larger sample gets a tar of its own.", min = 1)
        long maxBytes,
    @Setting(
            "Extension of images: jpg for all formats, as in img2dataset and as Hugging Face"
                + " datasets needs, or the format's own.")
        ImageEnding imageEnding,
    @Setting("Whether training examples of the PaLI mixture are written for each tar.")
        boolean mixture) {

  public enum ImageEnding {
    /** {@code jpg} for all images: the JSON states the format, and decoders look at the bytes. */
    JPG,
    /** {@code jpg}, {@code png} or {@code webp}. */
    FORMAT;

    String of(String format) {
      return this == JPG || format.equals("jpeg") ? "jpg" : format;
    }
  }

  /** 10,000 samples a tar, all images {@code jpg}, as img2dataset; 1 GiB; no mixture. */
  public static WebDatasetSettings defaults() {
    return new WebDatasetSettings(10_000, 1L << 30, ImageEnding.JPG, false);
  }
}
