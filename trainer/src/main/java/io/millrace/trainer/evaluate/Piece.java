package io.millrace.trainer.evaluate;

/**
 * Tokens that a model reads at once.
 *
 * @param tokens ids, at least two
 * @param first place of the first token that is scored, given those before it; at least 1
 */
record Piece(int[] tokens, int first) {}
