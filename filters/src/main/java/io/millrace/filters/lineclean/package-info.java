/**
 * Removes lines that are not part of the document: cookie notices, JavaScript, and short lines at
 * the end. Begin with {@link io.millrace.filters.lineclean.LineCleaner}.
 *
 * <p>{@link io.millrace.filters.lineclean.LineCleanSettings} and the resource {@code
 * cookie-phrases.txt} have the phrases, {@code LinePhrases} finds them in one pass (Aho and
 * Corasick 1975), and {@code JavascriptKeyword} checks what follows a keyword.
 *
 * <p>The lines that stay do not change.
 */
package io.millrace.filters.lineclean;
