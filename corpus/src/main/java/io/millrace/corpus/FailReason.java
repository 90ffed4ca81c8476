package io.millrace.corpus;

import java.util.Locale;

/**
 * Why a record could not be processed. A failure is an error in the input or in millrace, never a
 * judgement of quality.
 */
public enum FailReason {
  DAMAGED_COMPRESSION("a compressed stream is cut or fails its checksum"),
  DAMAGED_RECORD("the record's own framing or headers cannot be parsed"),
  DAMAGED_HTTP("the HTTP message inside the record cannot be parsed or decoded"),
  DAMAGED_JSON("the line is not one JSON object"),
  DAMAGED_FILE("the file, or the rest of it, cannot be read"),
  MISSING_TEXT("the field that holds the text is missing or is no text"),
  MISSING_IMAGE("neither the image nor an address of it is there"),
  BAD_ENCODING("the bytes are not valid in the format's encoding"),
  TOO_LARGE("the record passes the size limit"),
  EXTRACTION_FAILED("a document of a supported type could not be taken apart"),
  STAGE_FAILED("a stage threw an exception on this record"),
  TIME_LIMIT("a document took longer to parse than it may"),
  MEMORY_LIMIT("a document took more memory to parse than it may");

  private final String description;

  FailReason(String description) {
    this.description = description;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }
}
