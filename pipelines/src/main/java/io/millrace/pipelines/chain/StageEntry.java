package io.millrace.pipelines.chain;

import io.millrace.pipelines.step.Step;
import java.io.IOException;

/**
 * A stage of the registry.
 *
 * @param summary description in one sentence
 * @param settings the record of its settings
 * @param comparesDocuments whether the verdict depends on other documents
 * @param factory builds the step
 */
record StageEntry<S extends Record>(
    String summary, Class<S> settings, boolean comparesDocuments, Factory<S> factory) {

  /** Builds the step of a stage. */
  @FunctionalInterface
  interface Factory<S extends Record> {
    Step build(S settings, ChainResources resources) throws IOException;
  }

  Step build(Record recipeSettings, ChainResources resources) throws IOException {
    return factory.build(settings.cast(recipeSettings), resources);
  }
}
