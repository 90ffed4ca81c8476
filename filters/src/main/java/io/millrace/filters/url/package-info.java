/**
 * Block lists of domains, URLs and words. Begin with {@link io.millrace.filters.url.UrlFilter};
 * {@code BlockLists} holds the entries as 64-bit hashes, so that ten million fit into memory.
 *
 * <p>A domain is blocked with its subdomains, a URL with all paths below it. {@code NormalUrl}
 * gives the form in which lists and documents are compared: without scheme, port and {@code www.}.
 * Public suffixes decide what a domain is.
 *
 * <p>A document without a URL passes.
 */
package io.millrace.filters.url;
