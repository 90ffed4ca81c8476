/**
 * The stages of the chain that decide on one document, as steps: extraction, language, filters,
 * cleaners, keys of duplicates, personal data.
 *
 * <p>Start with {@link io.millrace.pipelines.step.Step} and {@link
 * io.millrace.pipelines.step.WorkingDocument}, the document a chain works on. {@link
 * io.millrace.pipelines.step.Judged} is what comes out. The filters themselves are in other rooms;
 * a step adapts one to the chain. Steps of image-text pairs are in {@code step.image}. The registry
 * that makes steps from a recipe is {@code io.millrace.pipelines.chain.Stages}.
 *
 * <p>Traps: a step and its document are reused for every record of a worker and belong to one
 * thread.
 */
package io.millrace.pipelines.step;
