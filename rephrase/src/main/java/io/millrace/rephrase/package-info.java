/**
 * Rephrasing of documents by language models. Begin with {@code document}: {@code
 * document.Rephraser} takes a document through all steps.
 *
 * <ol>
 *   <li>{@code chunk} cuts it into passages;
 *   <li>{@code prompt} makes the messages of a style;
 *   <li>{@code budget} and {@code cache} decide whether the model is asked;
 *   <li>{@code generate} asks a server and decides about retries (status 429, 5xx), {@code local}
 *       runs a model on this machine;
 *   <li>{@code gate} accepts or refuses the answer.
 * </ol>
 *
 * <p>{@code store} has the database behind cache and budget. Trap: a prompt's text is part of the
 * cache's key and of the output, so a change of one word changes both.
 */
package io.millrace.rephrase;
