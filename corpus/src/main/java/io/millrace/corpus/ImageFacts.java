package io.millrace.corpus;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an image once it was decoded.
 *
 * @param format format of the bytes that are emitted: {@code jpeg}, {@code png} or {@code webp}
 * @param width pixels of the image that is emitted
 * @param height pixels of the image that is emitted
 * @param originalFormat format of the bytes that were fetched
 * @param originalWidth pixels before normalising, orientation applied
 * @param originalHeight pixels before normalising, orientation applied
 * @param originalBytes length of the bytes that were fetched
 * @param originalSha256 SHA-256 of the bytes that were fetched, in hex
 * @param luma brightness of the whole image shrunk to {@value #LUMA_SIDE} x {@value #LUMA_SIDE} by
 *     area, row by row, each 0..255: what perceptual hashes and the tests for blank images see
 * @param exif fields of the image's EXIF in order of name, positions (GPS) left out
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
