/**
 * Represents a parsed page as numbered elements.
 *
 * <p>Begin with {@link io.millrace.extract.tree.HtmlParser}, which parses bytes within limits, and
 * {@link io.millrace.extract.tree.HtmlTree}, which numbers the elements below the body in document
 * order. All later packages refer to an element by its number: the subtree of element {@code i} is
 * the range {@code i} to {@code end(i)}.
 *
 * <p>Names and attributes are read once: {@link io.millrace.extract.tree.HtmlTags} says what an
 * element's name means for its text, {@link io.millrace.extract.tree.NamedPart} what its class, id
 * or role means. The word lists are in {@link io.millrace.extract.tree.Cues} and {@link
 * io.millrace.extract.tree.BoilerplateCues}.
 *
 * <p>Traps: a change of {@code Cues} changes the features of the model, which must then be
 * retrained. Everything must take time linear in the size of the page and must not recurse, because
 * pages nest to any depth.
 */
package io.millrace.extract.tree;
