package io.millrace.pipelines.commit;

import io.millrace.api.Rule;
import io.millrace.pipelines.summary.RunSummary;
import java.util.List;
import java.util.SortedMap;

/**
 * What a finished run, or a finished window, was like.
 *
 * @param stages names of the chain's stages by place
 * @param rules rules of each stage by place
 * @param costs what each stage has cost all workers together, by its name
 */
public record RunResult(
    RunSummary summary,
    List<String> stages,
    List<List<Rule>> rules,
    SortedMap<String, StageCost> costs,
    double seconds,
    long inputBytes) {}
