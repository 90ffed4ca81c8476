/**
 * Gates that compare what a passage and an answer say: numbers and units, addresses, names, closed
 * classes of words such as days and directions, opposites, negations, sentences without a
 * counterpart, and copying.
 *
 * <p>Begin with {@link io.millrace.rephrase.gate.facts.FactGate}. {@link
 * io.millrace.rephrase.gate.facts.Numbers} reads numbers in all their spellings, {@link
 * io.millrace.rephrase.gate.facts.NumberWords} those in words, and {@link
 * io.millrace.rephrase.gate.facts.Quantities} says what is counted.
 *
 * <p>The gates compare words and do not understand them. Word lists are resources beside these
 * classes, a language a line; a language without a list passes the gate that needs it. {@code
 * FactsTest} holds how many errors of each kind they find; a change to a list or a rule changes its
 * counts.
 */
package io.millrace.rephrase.gate.facts;
