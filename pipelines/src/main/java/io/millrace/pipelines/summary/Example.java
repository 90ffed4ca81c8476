package io.millrace.pipelines.summary;

/**
 * A document that shows a reason.
 *
 * @param detail one line for a failure, else ""
 * @param excerpt the beginning of its text
 * @param image a small JPEG of a pair's image in base 64, or ""
 */
public record Example(
    String id,
    String url,
    String language,
    String signal,
    Double value,
    Double threshold,
    String duplicateOf,
    String detail,
    String excerpt,
    String image) {}
