package io.millrace.pipelines.summary;

import io.millrace.corpus.Outcome;

/**
 * How many documents of a language ended in one way.
 *
 * @param language language at that point, "" before it was identified
 * @param stage place in the recipe of the stage that ended them; -1 for records that could not be
 *     read, {@link Integer#MAX_VALUE} for documents that were kept or sampled out at emission
 * @param reason key of the drop or fail reason, "" when kept
 * @param documents input records
 * @param copies records written to shards
 * @param bytes UTF-8 bytes of the documents' texts, each counted once
 */
public record Ending(
    String language,
    int stage,
    Outcome outcome,
    String reason,
    long documents,
    long copies,
    long bytes) {}
