/**
 * Completions that were paid once: nothing is asked twice, and a run that is repeated writes the
 * same bytes.
 *
 * <p>Begin with {@link io.millrace.rephrase.cache.CompletionCache}. {@link
 * io.millrace.rephrase.cache.CacheKey} hashes all that decides a completion; its format never
 * changes, because a change makes every cache useless. {@link io.millrace.rephrase.cache.SqlCache}
 * keeps completions in SQLite or PostgreSQL, {@link io.millrace.rephrase.cache.CacheFile} exports
 * and imports them.
 */
package io.millrace.rephrase.cache;
