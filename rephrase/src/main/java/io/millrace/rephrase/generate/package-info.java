/**
 * Talking to language models: requests, completions, and the clients that turn one into the other.
 */
package io.millrace.rephrase.generate;
