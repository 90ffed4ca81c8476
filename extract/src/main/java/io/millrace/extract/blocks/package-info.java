/**
 * Splits a page into blocks and computes what the model needs to know about them.
 *
 * <p>Begin with {@link io.millrace.extract.blocks.PageView}: it has the blocks of a page and the
 * data from which they are scored. {@link io.millrace.extract.blocks.HtmlBlocks} decides where a
 * block begins and ends, {@link io.millrace.extract.blocks.Block.Kind} which elements are list
 * items or headings; package {@code output} writes them as text or Markdown. {@link
 * io.millrace.extract.blocks.MainContent} chooses blocks by rules alone, for pages too small or too
 * large for the model. {@link io.millrace.extract.blocks.EmbeddedText} adds text that is only in
 * JSON-LD or script state. {@link io.millrace.extract.blocks.ContentZones} tells whether an image
 * or link is in the main content.
 *
 * <p>Trap: {@code EmbeddedText} appends elements to the document, so it runs before the page is
 * split into blocks, and only once.
 */
package io.millrace.extract.blocks;
