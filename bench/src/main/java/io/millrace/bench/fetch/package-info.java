/**
 * Fetching from a server on the same machine: speed, and that memory stays flat over many hosts.
 */
package io.millrace.bench.fetch;
