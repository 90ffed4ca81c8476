/**
 * HTML to a tree, by the rules of WHATWG HTML (section 13.2) and in one pass: made for reading very
 * many pages once. Start at {@link io.millrace.extract.html.HtmlTreeParser}.
 *
 * <p>The package imports nothing else of the project, so that it can become a library of its own;
 * {@code LayeringTest} checks it.
 *
 * <p>Three things make it fast. Nothing is copied before somebody asks: texts, comments and
 * attributes are places in the page's characters ({@link io.millrace.extract.html.Markup}).
 * NameCharacters of elements are objects that exist once and have a number ({@link
 * io.millrace.extract.html.Tag}), so that the rules are switches over numbers and the question
 * which elements are open is mostly a look at a counter. And there are no tokens: the reader of
 * characters calls the builder of the tree, which tells it how the next characters are to be read.
 *
 * <p>Any characters at all give a tree, nothing is thrown, nothing recurses. Time and memory are
 * linear in the page: depth, tags, attributes and the elements that the rules make without a tag
 * are bounded ({@link io.millrace.extract.html.Limits}).
 */
package io.millrace.extract.html;
