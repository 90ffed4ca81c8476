/**
 * Texts as the gates compare them: {@link io.millrace.rephrase.gate.text.Tokens} are words with
 * hashes, {@link io.millrace.rephrase.gate.text.Sentences} are ranges of tokens, and {@link
 * io.millrace.rephrase.gate.text.CommonRun} is the longest run of words that two texts share.
 *
 * <p>These are measures for comparing two texts, not linguistics: no dictionary is used, and a
 * letter is a word in scripts without spaces. The filters count words differently; do not compare
 * their numbers with these.
 */
package io.millrace.rephrase.gate.text;
