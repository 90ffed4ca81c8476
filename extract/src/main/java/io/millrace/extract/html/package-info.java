/**
 * Parses HTML into a tree by the rules of WHATWG HTML (section 13.2), in one pass. It is made for
 * reading very many pages once.
 *
 * <p>Begin with {@link io.millrace.extract.html.HtmlTreeParser}. {@code Tokenizer} reads the
 * characters, {@code TreeBuilder} builds the tree, and {@code HeadRules}, {@code BodyRules}, {@code
 * TableRules}, {@code FrameRules} and {@code ForeignRules} have the rules of the insertion modes.
 *
 * <p>The package imports nothing else of the project, so that it can become a library of its own;
 * {@code LayeringTest} checks it.
 *
 * <p>Three things make it fast. Nothing is copied until it is needed: texts, comments and
 * attributes are ranges of the page's characters ({@link io.millrace.extract.html.Markup}). Each
 * known element name is one object with a number ({@link io.millrace.extract.html.Tag}), so the
 * rules switch over numbers, and a counter mostly tells which elements are open. There are no token
 * objects: the tokenizer calls the tree builder, which tells it how to read the next characters.
 *
 * <p>Traps: any characters give a tree, without exception and without recursion. Time and memory
 * are linear in the size of the page, because depth, tags, attributes and elements without a tag
 * are limited ({@link io.millrace.extract.html.Limits}). A tree refers to the array of its page,
 * which must not be changed.
 */
package io.millrace.extract.html;
