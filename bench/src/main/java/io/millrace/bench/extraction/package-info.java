/**
 * Compares main-content extraction with other extractors: scores against a truth, and speed. {@code
 * bench/extraction/peers.sh} runs it.
 *
 * <p>Start with {@link io.millrace.bench.extraction.ScoreExtraction}, which prints the table.
 * {@link io.millrace.bench.extraction.ExtractPages} writes our predictions and speed, {@code
 * peers.py} those of the others. {@link io.millrace.bench.extraction.WordScore} and {@link
 * io.millrace.bench.extraction.SnippetScore} are the measures; {@link
 * io.millrace.bench.extraction.TruthFile} defines the file formats. {@link
 * io.millrace.bench.extraction.TreeTests} checks the HTML parser.
 *
 * <p>Trap: published figures were computed in Python, whose words, white space and lower case
 * differ from Java's; use {@link io.millrace.bench.extraction.PythonText}.
 */
package io.millrace.bench.extraction;
