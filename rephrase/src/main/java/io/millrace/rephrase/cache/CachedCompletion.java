package io.millrace.rephrase.cache;

import io.millrace.rephrase.generate.Completion;

/**
 * A completion in a cache.
 *
 * @param completion answer of the model
 * @param model requested name, by which a cache is pruned
 * @param picos cost in millionths of a millionth of the currency's unit
 * @param createdMillis time of the answer, since 1970; only for pruning
 */
public record CachedCompletion(
    Completion completion, String model, long picos, long createdMillis) {}
