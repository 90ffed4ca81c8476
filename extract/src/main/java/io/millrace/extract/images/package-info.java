/**
 * Images that a page refers to, as candidates for image-text pairs.
 *
 * <p>{@link io.millrace.extract.images.Images} lists them in document order with their alternative
 * text and caption. It needs the page's elements and main content, so it is part of this room; what
 * happens to an image after that is in the rooms {@code connectors} (fetching) and {@code images}
 * (decoding, filters, hashes). Nothing is fetched here.
 */
package io.millrace.extract.images;
