/**
 * Finds the language of a text.
 *
 * <p>Begin with {@link io.millrace.langid.LanguageModel}, which reads a model of fastText or
 * OpenNLP, and {@link io.millrace.langid.LanguageIdentifier}, which uses it. {@link
 * io.millrace.langid.LanguageSettings} are the settings of the recipe's stage {@code langid}.
 * {@link io.millrace.langid.ScriptOpinion} checks the result against the script of the letters.
 *
 * <p>{@code FastTextModel} reads the file, {@code TextVector} turns a text into a vector, and an
 * {@code OutputLayer} finds the best labels.
 *
 * <p>Traps: labels are those of fastText's own program and scores agree within 1e-5, because rows
 * are added in its order and its heap ({@code BestList}) breaks ties. Do not change the order of a
 * sum. Threads share a model; each thread makes its own identifier.
 */
package io.millrace.langid;
