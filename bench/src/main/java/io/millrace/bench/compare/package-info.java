/** Races with peers: turns, medians, verdicts, and the pages that show them. See bench/compare. */
package io.millrace.bench.compare;
