package io.millrace.pipelines.summary;

import io.millrace.shards.file.ShardInfo;
import java.util.List;
import java.util.SortedMap;

/**
 * What one shard's writer saw.
 *
 * @param read input records that readers handed on, by their own count and by kind of input
 * @param skipped things in the files that ask for no verdict, by kind
 * @param rephrase what rephrasing came to
 * @param examples up to {@link SummaryCollector#EXAMPLES} a reason, by key of the reason
 * @param nearMisses documents that were dropped nearest to a limit, the nearest first
 * @param zeros documents whose signal is 0, by signal
 */
public record ShardSummary(
    int shard,
    SortedMap<String, Long> read,
    SortedMap<String, Long> skipped,
    List<Ending> endings,
    SortedMap<String, List<Example>> examples,
    List<NearMiss> nearMisses,
    List<Distribution> distributions,
    SortedMap<String, Long> zeros,
    List<ShardInfo> files,
    RephraseCounts rephrase) {}
