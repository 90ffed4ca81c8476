/** Benchmarks of rephrasing. */
package io.millrace.bench.rephrase;
