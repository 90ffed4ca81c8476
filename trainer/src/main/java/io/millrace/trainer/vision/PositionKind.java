package io.millrace.trainer.vision;

/** How patches know where they are. */
public enum PositionKind {
  /** A learned vector for each place (Dosovitskiy et al. 2021). */
  LEARNED,
  /** Fixed sines and cosines of column and row (Beyer et al. 2022). */
  SINE_COSINE
}
