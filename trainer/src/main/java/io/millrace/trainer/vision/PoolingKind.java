package io.millrace.trainer.vision;

/** How the vectors of an image's patches are pooled. */
public enum PoolingKind {
  /** Their mean. */
  MEAN,
  /** Attention from a learned vector, then an MLP: the MAP head of Zhai et al. (2022). */
  ATTENTION
}
