/**
 * Turns the bytes of an image file into a normalised image.
 *
 * <p>Begin with {@link io.millrace.images.decode.ImageDecoder}. It finds the format from the bytes
 * ({@link io.millrace.images.decode.ImageFormat}), reads the size from the header and applies the
 * limits before any pixel is decoded, then decodes, converts to sRGB, rotates the image by its EXIF
 * orientation, resizes it and encodes it again. {@link
 * io.millrace.images.decode.ImageDecodeSettings} are the settings of the recipe's stage.
 *
 * <p>Each format has a class that checks the structure of a file ({@code JpegFile}, {@code
 * PngFile}, {@code GifFile}, ...), because the decoders accept damaged and truncated files. With
 * the setting {@code shrink_on_load}, large JPEG files are decoded at a reduced size ({@code
 * ReducedJpeg}). {@code Resampler} and {@code RowSums} are the hot loops.
 *
 * <p>Trap: golden tests compare the output's bytes, which depend on the versions of the JDK's JPEG
 * codec, Leptonica and libwebp.
 */
package io.millrace.images.decode;
