/**
 * Measures the image fetcher against a server on the same machine: speed, and memory over many
 * hosts. {@code bench/fetch/run.sh} starts both processes.
 *
 * <p>Start with {@link io.millrace.bench.fetch.FetchThroughput}; {@link
 * io.millrace.bench.fetch.ImageServer} is the server. Whole runs over lists of images are in {@code
 * bench.images}.
 *
 * <p>Trap: server and fetcher share the cores, so the speed is a lower bound.
 */
package io.millrace.bench.fetch;
