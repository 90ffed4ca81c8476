package io.millrace.trainer.expert;

/** Who decides which expert computes which token. */
public enum RouterKind {
  /** Nobody: one MLP for all tokens. */
  NONE,
  /** Each token takes its best experts ({@link TokenChoice}). */
  TOKEN_CHOICE,
  /** Each expert takes its best tokens ({@link ExpertChoice}); encoders only. */
  EXPERT_CHOICE,
  /** Every expert gets mixtures of all tokens ({@link SoftMixing}); encoders only. */
  SOFT
}
