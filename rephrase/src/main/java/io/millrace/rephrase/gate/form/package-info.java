/**
 * Gates that check the form of an answer: its length, its end, its language and script, required
 * tags, markup, refusals and talk about the task, leaked instructions and repetition.
 *
 * <p>The gates are independent of each other; begin with {@link
 * io.millrace.rephrase.gate.form.LengthGate}. Phrases of refusals and talk are resources under
 * {@code phrases/}, one file per language; the English ones apply to every language, because models
 * often refuse in English.
 */
package io.millrace.rephrase.gate.form;
