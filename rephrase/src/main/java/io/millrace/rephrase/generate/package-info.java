/**
 * Clients of language models: a {@link io.millrace.rephrase.generate.GenerationRequest} becomes a
 * {@link io.millrace.rephrase.generate.Completion} or fails with a {@link
 * io.millrace.rephrase.generate.GenerationException} that has a kind.
 *
 * <p>Begin with {@link io.millrace.rephrase.generate.Generator}, then {@link
 * io.millrace.rephrase.generate.OpenAiGenerator}, the client of every server with the OpenAI API.
 * {@link io.millrace.rephrase.generate.OpenAiWire} writes and reads JSON, {@link
 * io.millrace.rephrase.generate.EndpointPool} chooses a server, and {@link
 * io.millrace.rephrase.generate.ConcurrencyLimit} finds how many requests at once serve best. What
 * a status such as 429 means is in {@link io.millrace.rephrase.generate.AttemptReader}. A 429
 * lowers the concurrency and pauses the server for its {@code Retry-After} in {@code
 * EndpointPool.release}; {@link io.millrace.rephrase.generate.RetryBackoff} says how long other
 * retries wait.
 *
 * <p>Answers are hostile: their size, nesting and time are bounded. An {@link
 * io.millrace.rephrase.generate.ApiKey} appears in no message and no log.
 */
package io.millrace.rephrase.generate;
