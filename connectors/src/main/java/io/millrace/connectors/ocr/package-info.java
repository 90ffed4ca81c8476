/**
 * Text in images, read by Tesseract in a process of its own.
 *
 * <p>Begin with {@link Tesseract}. {@link OcrSettings} names languages and limits; {@link
 * OcrResult} is the text with its words and their confidence.
 *
 * <p>Traps: an image gets one process with one thread; a crash or a timeout costs that image only.
 * A missing program or language pack is {@link OcrUnavailableException}, before any work starts.
 */
package io.millrace.connectors.ocr;
