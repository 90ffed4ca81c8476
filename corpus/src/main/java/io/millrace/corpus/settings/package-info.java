/**
 * Types that settings of recipes use beside numbers and text. Begin with {@link
 * io.millrace.corpus.settings.Address}: an address that may hold a password or a key.
 *
 * <p>An {@code Address} as text has no secrets; only the code that opens a connection asks for
 * them. {@link io.millrace.corpus.settings.LanguageCodes} says which language codes exist, so that
 * a reader of recipes refuses misspelt ones.
 *
 * <p>The annotations that describe a setting are in {@code io.millrace.api}; the reader and binder
 * of YAML are in {@code io.millrace.corpus.config}.
 */
package io.millrace.corpus.settings;
