/**
 * Cuts documents into passages that a model can rephrase one at a time, counts tokens, and puts the
 * passages together again.
 */
package io.millrace.rephrase.chunk;
