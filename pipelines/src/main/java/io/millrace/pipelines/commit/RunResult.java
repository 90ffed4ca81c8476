package io.millrace.pipelines.commit;

import io.millrace.api.Rule;
import io.millrace.pipelines.summary.RunSummary;
import java.util.List;
import java.util.SortedMap;

/**
 * Result of a finished run or window.
 *
 * @param stages names of the chain's stages by place
 * @param rules rules of each stage by place
 * @param costs cost by name of the stage, summed over all workers
 */
public record RunResult(
    RunSummary summary,
    List<String> stages,
    List<List<Rule>> rules,
    SortedMap<String, StageCost> costs,
    double seconds,
    long inputBytes) {}
