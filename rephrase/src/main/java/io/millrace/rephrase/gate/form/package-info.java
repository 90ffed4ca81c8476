/**
 * Gates that look at how an answer is written: its length, its end, its language and script, the
 * tags that its style requires, markup, refusals and talk about the task, repeated instructions and
 * repetition.
 *
 * <p>Each gate is a class of its own and can be read alone; begin with {@link
 * io.millrace.rephrase.gate.form.LengthGate}. Phrases of refusals and talk are resources, a file a
 * language under {@code phrases/}; English ones hold for every language, since models refuse in
 * English.
 */
package io.millrace.rephrase.gate.form;
