package io.millrace.trainer.tokenizer;

/** A tokenizer that cannot be read or made; the message is one line for people. */
public final class TokenizerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TokenizerException(String message) {
    super(message);
  }

  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
