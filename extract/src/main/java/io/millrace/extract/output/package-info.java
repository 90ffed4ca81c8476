/**
 * Writes the chosen blocks as text.
 *
 * <p>Begin with {@link io.millrace.extract.output.TextWriter}, which picks the format of the
 * settings. Plain text has one line per list item and table row and an empty line between other
 * blocks. {@link io.millrace.extract.output.MarkdownWriter} writes CommonMark 0.31 with the tables
 * of GitHub Flavored Markdown; {@link io.millrace.extract.output.ListPlaces} finds the depth and
 * number of each list item for it.
 *
 * <p>Trap: property tests require that a Markdown parser returns exactly the text of the blocks, so
 * {@code MarkdownText} escapes only what a parser would change.
 */
package io.millrace.extract.output;
