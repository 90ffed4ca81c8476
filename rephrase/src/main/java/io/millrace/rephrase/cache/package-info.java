/**
 * Stores completions, so that no request is paid twice and a repeated run writes the same bytes.
 *
 * <p>Begin with {@link io.millrace.rephrase.cache.CompletionCache}. {@link
 * io.millrace.rephrase.cache.CacheKey} hashes everything that determines a completion; its format
 * must never change, because a change makes every cache useless. {@link
 * io.millrace.rephrase.cache.SqlCache} keeps completions in SQLite or PostgreSQL, {@link
 * io.millrace.rephrase.cache.CacheFile} exports and imports them.
 */
package io.millrace.rephrase.cache;
