/**
 * Clients of language models: a {@link io.millrace.rephrase.generate.GenerationRequest} gives a
 * {@link io.millrace.rephrase.generate.Completion} or fails with a {@link
 * io.millrace.rephrase.generate.GenerationException} of some kind.
 *
 * <p>Begin with {@link io.millrace.rephrase.generate.Generator}, then {@link
 * io.millrace.rephrase.generate.OpenAiGenerator}, the client of every server with the OpenAI API.
 * {@link io.millrace.rephrase.generate.OpenAiWire} writes and reads JSON, {@link
 * io.millrace.rephrase.generate.EndpointPool} chooses a server, and {@link
 * io.millrace.rephrase.generate.ConcurrencyLimit} finds the best number of concurrent requests.
 * {@link io.millrace.rephrase.generate.AttemptReader} defines the meaning of a status such as 429.
 * {@code EndpointPool.release} lowers the concurrency after a 429 and pauses the server for its
 * {@code Retry-After}; {@link io.millrace.rephrase.generate.RetryBackoff} defines the waits of
 * retries.
 *
 * <p>Answers are hostile: their size, nesting and time are bounded. An {@link
 * io.millrace.rephrase.generate.ApiKey} never appears in messages or logs.
 */
package io.millrace.rephrase.generate;
