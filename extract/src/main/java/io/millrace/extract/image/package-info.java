/** Bytes of an image to a normalised image: format, limits, decoding, colour, size, encoding. */
package io.millrace.extract.image;
