package io.millrace.trainer.run;

/** A run ended because of its steps: by the rule to fail, or by more mishaps than allowed. */
public final class MishapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MishapException(String message) {
    super(message);
  }
}
