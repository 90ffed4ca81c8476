package io.millrace.rephrase.chunk;

/**
 * A part of a document that is rephrased as a whole. Between two passages there is only white
 * space.
 *
 * @param number from 0, in the order of the document
 * @param start UTF-16 index of the first character in the text of the document
 * @param end UTF-16 index after the last character
 * @param text of the document from {@code start} to {@code end}
 * @param tokens by the {@link TokenCounter} of the chunker
 */
public record Passage(int number, int start, int end, String text, int tokens) {}
