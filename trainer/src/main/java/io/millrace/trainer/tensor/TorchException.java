package io.millrace.trainer.tensor;

/** PyTorch cannot be started, or an operation was refused; the message says which and why. */
public final class TorchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TorchException(String message) {
    super(message);
  }

  public TorchException(String message, Throwable cause) {
    super(message, cause);
  }
}
