/** A language model's server that behaves as badly as real ones do, for tests and benchmarks. */
package io.millrace.rephrase.fake;
