package io.millrace.rephrase.prompt;

/**
 * Sizes that a style works with, all in tokens.
 *
 * @param inputTokens most tokens of a passage
 * @param outputTokens most tokens of an answer: {@code max_tokens} of the request
 * @param documentMin a document with fewer is left as it is
 * @param passageMin a passage with fewer is left as it is
 * @param keptMin an answer with fewer is thrown away
 * @param keptMax an answer with more is thrown away, because it was cut
 * @param joinedMin a document whose answers have fewer together is thrown away
 */
public record StyleLimits(
    int inputTokens,
    int outputTokens,
    int documentMin,
    int passageMin,
    int keptMin,
    int keptMax,
    int joinedMin) {}
