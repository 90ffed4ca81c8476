/**
 * Steps of the chain: extraction, language, filters, cleaners, keys of duplicates, personal data.
 *
 * <p>Start with {@link io.millrace.pipelines.step.Step} and {@link
 * io.millrace.pipelines.step.WorkingDocument}, the document in the chain. {@link
 * io.millrace.pipelines.step.Judged} is the result. {@link io.millrace.pipelines.step.FilterStep}
 * adapts a filter, which is in another module, to the chain. Steps of image-text pairs are in
 * {@code step.image}. The registry {@code io.millrace.pipelines.chain.Stages} builds steps from a
 * recipe.
 *
 * <p>Trap: a step and its document belong to one thread, and are reused for every record of a
 * worker.
 */
package io.millrace.pipelines.step;
