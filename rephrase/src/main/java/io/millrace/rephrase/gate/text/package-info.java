/**
 * Text representations for the gates. Begin with {@link io.millrace.rephrase.gate.text.Tokens},
 * words with hashes; {@link io.millrace.rephrase.gate.text.Sentences} are ranges of tokens, and
 * {@link io.millrace.rephrase.gate.text.CommonRun} is the longest run of words that two texts
 * share.
 *
 * <p>They serve only to compare two texts: there are no dictionaries, and in scripts without spaces
 * each letter is a word. The filters divide words differently, so their counts are not comparable
 * with these.
 */
package io.millrace.rephrase.gate.text;
