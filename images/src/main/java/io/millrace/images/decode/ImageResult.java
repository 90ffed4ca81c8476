package io.millrace.images.decode;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.ImageFacts;

/** Result of decoding an image. */
public sealed interface ImageResult {

  /**
   * A normalised image.
   *
   * @param encoded bytes in the format that {@code facts} names; the original bytes if nothing had
   *     to change
   */
  record Decoded(byte[] encoded, ImageFacts facts) implements ImageResult {}

  /**
   * An image that was refused.
   *
   * @param reason {@code NOT_AN_IMAGE}, {@code UNREAD_IMAGE_TYPE}, {@code DAMAGED_IMAGE} or {@code
   *     TOO_MANY_PIXELS}
   * @param detail one line for people
   */
  record Refused(DropReason reason, String detail) implements ImageResult {}
}
