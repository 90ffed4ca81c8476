package io.millrace.pipelines.summary;

import io.millrace.connectors.shards.ShardInfo;
import java.util.List;
import java.util.SortedMap;

/**
 * What one shard's writer saw.
 *
 * @param read input records that readers handed on, by their own count and by kind of input
 * @param skipped things in the files that ask for no verdict, by kind
 * @param rephrase what rephrasing came to
 * @param examples up to {@link SummaryCollector#EXAMPLES} a reason, by key of the reason
 */
public record ShardSummary(
    int shard,
    SortedMap<String, Long> read,
    SortedMap<String, Long> skipped,
    List<Ending> endings,
    SortedMap<String, List<Example>> examples,
    List<Distribution> distributions,
    List<ShardInfo> files,
    RephraseCounts rephrase) {}
