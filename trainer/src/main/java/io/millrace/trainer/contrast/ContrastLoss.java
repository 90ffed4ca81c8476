package io.millrace.trainer.contrast;

/** The contrastive loss of a batch of pairs. */
public enum ContrastLoss {
  /** SigLIP (Zhai et al. 2023): a binary classification of every image with every text. */
  SIGMOID,
  /** Symmetric InfoNCE of CLIP (Radford et al. 2021): classify the text of an image, and back. */
  SOFTMAX
}
