/**
 * Images for benchmarks of whole runs over image lists, and the server they are fetched from. The
 * scripts are in {@code bench/images}; the races {@code images} and {@code images-camera} use both.
 *
 * <p>Start with {@link io.millrace.bench.images.MadePhotos}, which generates the images; {@link
 * io.millrace.bench.images.FolderServer} serves them.
 *
 * <p>Trap: the scripts compile this package alone with {@code javac}, so it must use nothing but
 * the JDK.
 */
package io.millrace.bench.images;
