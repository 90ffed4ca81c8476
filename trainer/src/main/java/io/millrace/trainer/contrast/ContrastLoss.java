package io.millrace.trainer.contrast;

/** What pulls pairs together and pushes others apart. */
public enum ContrastLoss {
  /** SigLIP (Zhai et al. 2023): every image with every text is a question of its own. */
  SIGMOID,
  /** Symmetric InfoNCE, CLIP's (Radford et al. 2021): find the text among texts, and back. */
  SOFTMAX
}
