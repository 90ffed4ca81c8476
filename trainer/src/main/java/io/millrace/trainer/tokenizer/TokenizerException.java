package io.millrace.trainer.tokenizer;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A tokenizer cannot be read or trained; the message is one line. */
public final class TokenizerException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public TokenizerException(String message) {
    super(ErrorKind.BAD_TOKENIZER, message);
  }

  public TokenizerException(String message, Throwable cause) {
    super(ErrorKind.BAD_TOKENIZER, message, cause);
  }
}
