/**
 * A page cut into blocks, and what is known of them before any model is asked.
 *
 * <p>Begin with {@link io.millrace.extract.blocks.PageView}: it holds the blocks of a page and what
 * they are judged by. {@link io.millrace.extract.blocks.HtmlBlocks} decides where a block begins
 * and ends, {@link io.millrace.extract.blocks.Block.Kind} which elements are list items or
 * headings; package {@code output} writes them as text or Markdown. {@link
 * io.millrace.extract.blocks.MainContent} chooses blocks by rules alone, for pages too small or too
 * large for the model. {@link io.millrace.extract.blocks.EmbeddedText} adds text that stands in
 * JSON-LD or script state only.
 *
 * <p>Trap: {@code EmbeddedText} appends elements to the document, so it runs before blocks are cut.
 */
package io.millrace.extract.blocks;
