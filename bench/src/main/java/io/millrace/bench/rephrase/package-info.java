/**
 * Measures how well the client of language models uses a server.
 *
 * <p>Start with {@link io.millrace.bench.rephrase.Throughput}, which runs our client, with cache
 * and budget, in turns with {@link io.millrace.bench.rephrase.ClosedLoop}, plain clients without
 * either. {@code bench/rephrase/throughput.sh} starts it; without an endpoint it uses the fake
 * server of {@code rephrase}'s tests.
 *
 * <p>Trap: on a busy machine, compare by the server's processor time, which needs its process id.
 */
package io.millrace.bench.rephrase;
