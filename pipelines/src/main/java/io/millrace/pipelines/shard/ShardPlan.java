package io.millrace.pipelines.shard;

import io.millrace.filters.pii.PiiSettings;
import io.millrace.pipelines.output.Claim;
import io.millrace.shards.layout.ShardFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the writers of a run's shards have to know.
 *
 * @param output address of the output directory on a Beam FileSystem
 * @param shards number of shards
 * @param level zstd level of shards
 * @param stages names of the recipe's stages by place
 * @param signals names of the chain's signals by place
 * @param similarityThreshold the near-duplicate threshold, for the verdicts
 * @param temporary local folder for sorting
 * @param sortMemory bytes to hold while sorting
 * @param rephrase the last stage, when the recipe has it
 * @param images when the records are image-text pairs
 * @param pii how personal data is masked, when the recipe does that
 * @param distinct whether equal records count once, however often they came
 * @param claim of the run to its output
 */
public record ShardPlan(
    String output,
    int shards,
    ShardFormat format,
    int level,
    Mixer mixer,
    List<String> stages,
    List<String> signals,
    double similarityThreshold,
    Path temporary,
    long sortMemory,
    Optional<RephraseJob> rephrase,
    Optional<ImageJob> images,
    Optional<PiiSettings> pii,
    boolean distinct,
    Claim claim) {

  /** The same for another output. */
  ShardPlan withOutput(String other) {
    return new ShardPlan(
        other,
        shards,
        format,
        level,
        mixer,
        stages,
        signals,
        similarityThreshold,
        temporary,
        sortMemory,
        rephrase,
        images,
        pii,
        distinct,
        claim);
  }
}
