/**
 * Links of a page, for {@code formats.HtmlExtractor}.
 *
 * <p>{@link io.millrace.extract.links.Links} lists them in document order, with their text, their
 * {@code rel} values and whether they are in the main content. Only http and https addresses are
 * listed, made absolute by the page's base.
 *
 * <p>The number of links and the length of their texts are bounded; what comes later in the page is
 * left out.
 */
package io.millrace.extract.links;
