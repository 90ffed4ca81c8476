package io.millrace.corpus;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Properties of a decoded image.
 *
 * @param format format of the bytes that are emitted: {@code jpeg}, {@code png} or {@code webp}
 * @param width pixels of the image that is emitted
 * @param height pixels of the image that is emitted
 * @param originalFormat format of the bytes that were fetched
 * @param originalWidth pixels before normalising, orientation applied
 * @param originalHeight pixels before normalising, orientation applied
 * @param originalBytes length of the bytes that were fetched
 * @param originalSha256 SHA-256 of the bytes that were fetched, in hex
 * @param luma brightness 0..255 of the image scaled by area to {@value #LUMA_SIDE} x {@value
 *     #LUMA_SIDE} pixels, row by row; the input of perceptual hashes and of the blank-image test
 * @param exif EXIF fields in order of name, without GPS positions
 */
public record ImageFacts(
    String format,
    int width,
    int height,
    String originalFormat,
    int originalWidth,
    int originalHeight,
    long originalBytes,
    String originalSha256,
    byte[] luma,
    SortedMap<String, String> exif) {

  /** Side of {@link #luma}. */
  public static final int LUMA_SIDE = 32;

  public ImageFacts {
    if (luma.length != LUMA_SIDE * LUMA_SIDE) {
      throw new IllegalArgumentException("luma has " + luma.length + " values");
    }
    exif = Collections.unmodifiableSortedMap(new TreeMap<>(exif));
  }
}
