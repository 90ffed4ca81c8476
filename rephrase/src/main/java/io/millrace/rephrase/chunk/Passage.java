package io.millrace.rephrase.chunk;

/**
 * A part of a document that is rephrased as a whole. What lies between two passages is white space.
 *
 * @param number from 0, in the order of the document
 * @param start UTF-16 index of the first character in the document's text
 * @param end UTF-16 index after the last character
 * @param text the document's text from {@code start} to {@code end}, as it is
 * @param tokens as the chunker's {@link TokenCounter} counts them
 */
public record Passage(int number, int start, int end, String text, int tokens) {}
