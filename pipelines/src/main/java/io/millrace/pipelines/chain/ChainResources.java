package io.millrace.pipelines.chain;

import io.millrace.dedup.MarkPartitions;
import java.util.SortedMap;

/**
 * What steps need beside their settings.
 *
 * @param models local files of models by name; one that is missing is taken for the path itself
 * @param marks where comparing stages put their marks
 */
public record ChainResources(SortedMap<String, String> models, MarkPartitions marks) {}
