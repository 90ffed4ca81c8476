package io.millrace.images.hash;

import io.millrace.corpus.ImageFacts;
import java.util.HexFormat;

/**
 * What is compared of an image.
 *
 * @param pHash {@link PerceptualHash#pHash}
 * @param dHash {@link PerceptualHash#dHash}
 * @param contrast {@link PerceptualHash#contrast}: near 0 the hashes say nothing
 */
public record ImageHash(long pHash, long dHash, double contrast) {

  public static ImageHash of(ImageFacts facts) {
    return of(facts.luma());
  }

  /** Hash of {@value PerceptualHash#SIDE} x {@value PerceptualHash#SIDE} brightness values. */
  public static ImageHash of(byte[] luma) {
    return new ImageHash(
        PerceptualHash.pHash(luma), PerceptualHash.dHash(luma), PerceptualHash.contrast(luma));
  }

  /** The hash by frequencies as lists of evaluation sets have it: 16 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().toHexDigits(pHash);
  }

  /** Whether there is enough in the image to be like another. */
  public boolean isComparable(ImageDedupSettings settings) {
    return contrast >= settings.minContrast();
  }
}
