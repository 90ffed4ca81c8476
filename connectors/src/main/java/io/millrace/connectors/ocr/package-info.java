/** Text in images, read by Tesseract in a process of its own. */
package io.millrace.connectors.ocr;
