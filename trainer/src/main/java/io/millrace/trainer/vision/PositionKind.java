package io.millrace.trainer.vision;

/** Kind of the patches' positions. */
public enum PositionKind {
  /** A learned vector for each position (Dosovitskiy et al. 2021). */
  LEARNED,
  /** Fixed sines and cosines of column and row (Beyer et al. 2022). */
  SINE_COSINE
}
