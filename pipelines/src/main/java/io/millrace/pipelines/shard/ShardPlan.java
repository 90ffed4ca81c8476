package io.millrace.pipelines.shard;

import io.millrace.filters.pii.PiiSettings;
import io.millrace.pipelines.output.Claim;
import io.millrace.shards.layout.ShardFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the shard writers of a run need to know.
 *
 * @param output address of the output directory on a Beam FileSystem
 * @param shards number of shards
 * @param level zstd level of shards
 * @param stages names of the recipe's stages by index
 * @param signals names of the chain's signals by index
 * @param similarityThreshold the near-duplicate threshold, for the verdicts
 * @param temporary local folder for sorting
 * @param sortMemory bytes to hold while sorting
 * @param rephrase present if the recipe rephrases
 * @param images present if the records are image-text pairs
 * @param pii present if the recipe masks personal data
 * @param distinct whether equal records count once
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
    Claim claim) {}
