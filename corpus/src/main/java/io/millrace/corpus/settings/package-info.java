/**
 * Types of settings in recipes other than numbers and text. Begin with {@link
 * io.millrace.corpus.settings.Address}: an address that may hold a password or a key.
 *
 * <p>{@code Address.toString} leaves secrets out; only code that opens a connection calls {@code
 * reveal}. {@link io.millrace.corpus.settings.LanguageCodes} knows which language codes exist, so
 * that misspelt codes in recipes are rejected.
 *
 * <p>The annotations that describe a setting are in {@code io.millrace.api}; the reader and binder
 * of YAML are in {@code io.millrace.corpus.config}.
 */
package io.millrace.corpus.settings;
