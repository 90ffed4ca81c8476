/**
 * Links of a page: {@link io.millrace.extract.links.Links} lists them in document order, with their
 * text and whether they are in the main content.
 */
package io.millrace.extract.links;
