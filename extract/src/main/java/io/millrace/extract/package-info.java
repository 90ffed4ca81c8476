/**
 * Extracts text and metadata from web pages and documents.
 *
 * <p>Begin with {@code formats.DocumentExtractor}, which finds the media type of a page and calls
 * the extractor of that type. {@link io.millrace.extract.Extractor} is its interface: a {@code
 * Page} in, an {@link io.millrace.extract.Extraction} out. {@link
 * io.millrace.extract.ExtractSettings} are the settings of the recipe's stage {@code extract}.
 *
 * <p>An HTML page passes through the subpackages in this order:
 *
 * <ol>
 *   <li>{@code charset} decodes bytes to characters;
 *   <li>{@code html} parses them into a tree of nodes, as browsers do;
 *   <li>{@code tree} numbers the elements and reads their names and attributes once;
 *   <li>{@code blocks} splits the page into blocks: paragraphs, headings, list items, table rows;
 *   <li>{@code model} chooses the blocks that are main content;
 *   <li>{@code output} writes these blocks as plain text or Markdown;
 *   <li>{@code metadata}, {@code links} and {@code images} read what else the page states.
 * </ol>
 *
 * <p>{@code text} has the string utilities that all of them use; {@code worker} runs a child
 * process with memory and time limits. Trap: packages import only earlier ones of this list, except
 * that {@code model} imports {@code output}.
 */
package io.millrace.extract;
