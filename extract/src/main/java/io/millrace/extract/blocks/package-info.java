/**
 * A page cut into blocks, and what is known of them before any model is asked.
 *
 * <p>Begin with {@link io.millrace.extract.blocks.PageView}: it parses nothing itself, but holds
 * all that a page's blocks are judged by. {@link io.millrace.extract.blocks.HtmlBlocks} decides
 * where a block begins and ends and of which kind it is, so this is where a list item or a table
 * row becomes text. {@link io.millrace.extract.blocks.MainContent} chooses blocks by rules alone,
 * for pages too small or too large for the model. {@link io.millrace.extract.blocks.EmbeddedText}
 * adds text that stands in JSON-LD or script state only.
 *
 * <p>Trap: {@code EmbeddedText} appends elements to the document, so it runs before blocks are cut.
 */
package io.millrace.extract.blocks;
