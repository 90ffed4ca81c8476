/** Hostile inputs against the command line: what is tried, and what survives. */
package io.millrace.bench.attack;
