package io.millrace.pipelines.summary;

import io.millrace.shards.file.ShardInfo;
import java.util.List;
import java.util.SortedMap;

/**
 * The numbers of a shard.
 *
 * @param read input records as counted by the readers, by kind of input
 * @param skipped parts of the files that are no records and get no verdict, by kind
 * @param rephrase counts of rephrasing
 * @param examples up to {@link SummaryCollector#EXAMPLES} for each reason, by key of the reason
 * @param nearMisses documents dropped closest to a limit, the closest first
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
