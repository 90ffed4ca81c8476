/**
 * Rephrases whole documents. Begin with {@link io.millrace.rephrase.document.Rephraser}, which asks
 * a model for each passage and joins the good answers.
 *
 * <p>A {@link io.millrace.rephrase.document.RephrasePolicy} chooses documents, style and model;
 * {@link io.millrace.rephrase.document.AnswerCheck} reads an answer and runs the {@link
 * io.millrace.rephrase.document.Gates}; {@link io.millrace.rephrase.document.Verifier} asks a model
 * whether the passage supports the answer. {@link io.millrace.rephrase.document.RephraseService}
 * opens cache, budget and clients from {@link io.millrace.rephrase.document.RephraseSettings}.
 *
 * <p>The result depends on the document, the settings and the completions, not on the order in
 * which answers arrive. The one exception is {@code max_seconds}, which is for demonstrations.
 */
package io.millrace.rephrase.document;
