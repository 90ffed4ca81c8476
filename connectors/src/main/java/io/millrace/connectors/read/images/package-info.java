/**
 * Readers of image-text pairs: folders of images with captions beside them, WebDataset archives,
 * and lists of addresses in CSV, JSON Lines or Parquet.
 *
 * <p>{@code ImageFiles} pairs an image with the files of the same name. Images of a list are
 * fetched later, by {@code io.millrace.connectors.fetch.images}.
 */
package io.millrace.connectors.read.images;
