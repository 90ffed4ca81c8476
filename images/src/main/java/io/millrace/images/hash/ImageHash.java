package io.millrace.images.hash;

import io.millrace.corpus.ImageFacts;
import java.util.HexFormat;

/**
 * The hashes by which images are compared.
 *
 * @param pHash {@link PerceptualHash#pHash}
 * @param dHash {@link PerceptualHash#dHash}
 * @param contrast {@link PerceptualHash#contrast}; near 0 the hashes are meaningless
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

  /** The pHash as 16 hexadecimal digits, as in lists of evaluation sets. */
  public String hex() {
    return HexFormat.of().toHexDigits(pHash);
  }

  /** Whether the image has enough contrast to be compared. */
  public boolean isComparable(ImageDedupSettings settings) {
    return contrast >= settings.minContrast();
  }
}
