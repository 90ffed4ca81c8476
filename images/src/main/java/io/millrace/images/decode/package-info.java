/**
 * Bytes of an image to a normalised image.
 *
 * <p>Begin with {@link io.millrace.images.decode.ImageDecoder}. It finds the format from the bytes
 * ({@link io.millrace.images.decode.ImageFormat}), reads the size from the header and applies the
 * limits before any pixel is decoded, then decodes, converts to sRGB, turns the image as its EXIF
 * data says, scales it and encodes it again. {@link io.millrace.images.decode.ImageDecodeSettings}
 * are the settings of the recipe's stage.
 *
 * <p>Each format has a class that checks the structure of a file ({@code JpegFile}, {@code
 * PngFile}, {@code GifFile}, ...), because the decoders accept damaged and truncated files. Large
 * JPEG files are decoded at a reduced size ({@code ReducedJpeg}).
 *
 * <p>Trap: the output's bytes are part of golden tests; they depend on the versions of the JDK's
 * JPEG codec, Leptonica and libwebp.
 */
package io.millrace.images.decode;
