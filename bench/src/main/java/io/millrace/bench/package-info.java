/** JMH benchmarks and comparisons with peers. */
package io.millrace.bench;
