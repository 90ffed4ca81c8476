/**
 * Bytes to text: what an extraction takes and gives.
 *
 * <p>{@link io.millrace.extract.Extractor} is the contract: a {@code Page} in, an {@link
 * io.millrace.extract.Extraction} out. The entry point is {@code formats.DocumentExtractor}, which
 * finds out the media type of a page and hands it to the extractor of that type. {@link
 * io.millrace.extract.ExtractSettings} are the settings of the recipe's stage {@code extract}.
 *
 * <p>An HTML page passes through the packages below this one, from low to high:
 *
 * <ol>
 *   <li>{@code charset} turns bytes into characters;
 *   <li>{@code html} parses them into a tree of nodes, as browsers do;
 *   <li>{@code tree} numbers the elements and reads their names and attributes once;
 *   <li>{@code blocks} cuts the page into blocks: paragraphs, headings, list items, table rows;
 *   <li>{@code model} chooses the blocks that are main content;
 *   <li>{@code output} writes these as plain text or Markdown;
 *   <li>{@code metadata}, {@code links} and {@code images} read what else the page states.
 * </ol>
 *
 * <p>{@code text} has the string utilities that all of them use; {@code worker} runs a child
 * process with limits of memory and time. Imports point from later packages to earlier ones only.
 */
package io.millrace.extract;
