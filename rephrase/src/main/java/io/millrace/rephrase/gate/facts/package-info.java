/**
 * Gates that compare the content of a passage and an answer: numbers and units, addresses, names,
 * closed classes of words such as days and directions, opposites, negations, sentences without a
 * counterpart, and copying.
 *
 * <p>Begin with {@link io.millrace.rephrase.gate.facts.FactGate}. {@link
 * io.millrace.rephrase.gate.facts.Numbers} reads numbers in digits, {@link
 * io.millrace.rephrase.gate.facts.NumberWords} numbers in words, and {@link
 * io.millrace.rephrase.gate.facts.Quantities} finds what they count.
 *
 * <p>The gates compare words without understanding them. The word lists are resources of this
 * package; a language without a list passes the gate that needs it. {@code FactsTest} records how
 * many errors of each kind the gates find; a change to a list or a rule changes its counts.
 */
package io.millrace.rephrase.gate.facts;
