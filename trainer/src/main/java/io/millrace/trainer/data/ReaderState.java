package io.millrace.trainer.data;

/**
 * The position of a reader, stored in checkpoints.
 *
 * @param json one JSON object, opaque to all but the reader
 */
public record ReaderState(String json) {}
