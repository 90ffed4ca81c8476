/**
 * Names the language of a text. Begin with {@link io.millrace.langid.LanguageModel}, which reads a
 * model of fastText or OpenNLP, and {@link io.millrace.langid.LanguageIdentifier}, which uses it.
 *
 * <p>The fastText reader gives the labels and scores of fastText's own program, bit for bit: rows
 * are added in its order and ties are broken by its heap ({@code BestList}). Do not change the
 * order of a sum. {@link io.millrace.langid.ScriptOpinion} is a second opinion by the script of the
 * letters.
 *
 * <p>A model is shared by threads, an identifier is not: each thread makes its own.
 */
package io.millrace.langid;
