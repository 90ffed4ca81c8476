/**
 * The chain of one document: every stage that decides on one document, one after another, without
 * Beam.
 *
 * <p>Begin with {@link io.millrace.pipelines.chain.Stages}, the registry: each stage's name,
 * settings and what it builds. {@link io.millrace.pipelines.chain.DocumentChain} runs the steps
 * over a record and gives the first verdict with all signals. {@link
 * io.millrace.pipelines.chain.StageRules} checks what must hold between the stages of a recipe.
 * {@link io.millrace.pipelines.chain.ChainResources} holds the files and indexes that steps need.
 *
 * <p>Traps: a chain belongs to one thread. Later stages still measure a document that an earlier
 * one dropped, unless the recipe says {@code verdict_signals: until-drop}.
 */
package io.millrace.pipelines.chain;
