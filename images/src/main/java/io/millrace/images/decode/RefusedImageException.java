package io.millrace.images.decode;

import io.millrace.corpus.DropReason;

/** Thrown when an image is refused; becomes {@link ImageResult.Refused}. */
final class RefusedImageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DropReason reason;

  RefusedImageException(DropReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static RefusedImageException damaged(String detail) {
    return new RefusedImageException(DropReason.DAMAGED_IMAGE, detail);
  }

  DropReason reason() {
    return reason;
  }
}
