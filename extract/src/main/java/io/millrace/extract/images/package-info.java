/**
 * Lists the images of a page as candidates for image-text pairs.
 *
 * <p>Begin with {@link io.millrace.extract.images.Images}, which lists them in document order with
 * their alternative text and caption. {@link io.millrace.extract.images.SourceSet} selects the
 * largest size of an image. The list needs the page's elements and main content, so it is part of
 * module {@code extract}; fetching is in module {@code connectors}; decoding, filters and hashes
 * are in module {@code images}.
 *
 * <p>Trap: nothing is fetched here, so a candidate may not exist.
 */
package io.millrace.extract.images;
