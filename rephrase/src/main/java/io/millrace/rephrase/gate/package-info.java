/**
 * Checks on what a model wrote: each gate is a pure function from a source passage and an answer to
 * numbers and, where a threshold is passed, reasons.
 */
package io.millrace.rephrase.gate;
