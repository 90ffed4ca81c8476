package io.millrace.trainer.evaluate;

/**
 * Tokens that a model reads together.
 *
 * @param tokens ids, at least two
 * @param first index of the first scored token, at least 1
 */
record Piece(int[] tokens, int first) {}
