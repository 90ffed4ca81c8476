package io.millrace.trainer.tensor;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** PyTorch cannot start or refuses an operation; the message says which and why. */
public final class TorchException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public TorchException(String message) {
    super(ErrorKind.TORCH_FAILED, message);
  }

  public TorchException(String message, Throwable cause) {
    super(ErrorKind.TORCH_FAILED, message, cause);
  }
}
