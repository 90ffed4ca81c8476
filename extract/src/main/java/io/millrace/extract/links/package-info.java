/**
 * Lists the links of a page, for {@code formats.HtmlExtractor}.
 *
 * <p>Begin with {@link io.millrace.extract.links.Links}, which lists them in document order with
 * their text, their {@code rel} values and whether they are in the main content. Only http and
 * https URLs are listed, made absolute by the page's base.
 *
 * <p>Trap: number of links and length of their texts are limited; later links of a page are left
 * out.
 */
package io.millrace.extract.links;
