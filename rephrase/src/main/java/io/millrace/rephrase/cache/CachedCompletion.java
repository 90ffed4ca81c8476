package io.millrace.rephrase.cache;

import io.millrace.rephrase.generate.Completion;

/**
 * A completion as it is kept.
 *
 * @param completion what the model answered
 * @param model name that was asked for, by which a cache is pruned
 * @param picos what it cost, in millionths of a millionth of the currency's unit
 * @param createdMillis when it was paid for, since 1970; for pruning only
 */
public record CachedCompletion(
    Completion completion, String model, long picos, long createdMillis) {}
