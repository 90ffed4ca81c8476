package io.millrace.pipelines.commit;

/**
 * What a stage has cost.
 *
 * @param bytes of text or pages that entered it
 */
public record StageCost(long nanos, long records, long bytes) {}
