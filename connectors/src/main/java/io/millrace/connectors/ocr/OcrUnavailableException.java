package io.millrace.connectors.ocr;

import java.io.IOException;

/** Tesseract or a language pack is missing; the message says how to install it. */
public final class OcrUnavailableException extends IOException {

  public OcrUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
