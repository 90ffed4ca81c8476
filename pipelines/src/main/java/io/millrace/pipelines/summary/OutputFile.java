package io.millrace.pipelines.summary;

/**
 * One file of the output.
 *
 * @param set {@code shards/LANGUAGE}, {@code rejected/STAGE} or {@code verdicts}
 * @param path below the output directory
 * @param sha256 of the file, in hexadecimal
 */
public record OutputFile(String set, String path, long records, long bytes, String sha256) {}
