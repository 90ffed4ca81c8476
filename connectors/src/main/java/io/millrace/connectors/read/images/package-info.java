/**
 * Readers of image-text pairs: folders of images with captions, WebDataset archives, and lists of
 * addresses.
 *
 * <p>Begin with {@link io.millrace.connectors.read.images.WebDatasetRecordReader}: it takes samples
 * from a tar and passes each to {@code ImageFiles}, which makes a pair from an image and its files
 * with captions and fields. {@link io.millrace.connectors.read.images.ImageFolderReader} does the
 * same for files in folders. {@link io.millrace.connectors.read.images.ImageListReader} reads lists
 * in CSV, JSON Lines or Parquet with the readers of these formats.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A list has addresses only; {@code io.millrace.connectors.fetch.images} fetches the images
 *       later.
 *   <li>Images are not decoded here: their bytes may be damaged or of any format.
 *   <li>After damage in a tar, a sample without an image may be the rest of one that was reported,
 *       so it is not reported again.
 *   <li>Fields of a JSON member that describe the old encoding of an image are dropped.
 * </ul>
 */
package io.millrace.connectors.read.images;
