package io.millrace.trainer.data;

/**
 * Where a reader stands, kept in a checkpoint.
 *
 * @param json the reader's own words, one JSON object; opaque to others
 */
public record ReaderState(String json) {}
