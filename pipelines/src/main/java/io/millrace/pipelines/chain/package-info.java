/**
 * The chain: the stages of a recipe that work on one document, in order. Needs no Beam.
 *
 * <p>Start with {@link io.millrace.pipelines.chain.Stages}, the registry: name, settings and step
 * of each stage. {@link io.millrace.pipelines.chain.DocumentChain} runs the steps on a record and
 * returns the first verdict with all signals. {@link io.millrace.pipelines.chain.StageRules} checks
 * combinations of stages, inputs and output. {@link io.millrace.pipelines.chain.PiiFields} masks
 * what the stage {@code pii} leaves to the end.
 *
 * <p>Traps: a chain belongs to one thread. Later stages still measure a dropped document, unless
 * the recipe says {@code verdict_signals: until-drop}.
 */
package io.millrace.pipelines.chain;
