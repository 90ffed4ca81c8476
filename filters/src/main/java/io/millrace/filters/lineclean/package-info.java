/**
 * Removes lines that are not the document's own: cookie notices, JavaScript, and short lines at its
 * end. Begin with {@link io.millrace.filters.lineclean.LineCleaner}.
 *
 * <p>{@code CookiePhrases} and {@code JavascriptKeyword} list what is looked for; {@code
 * LinePhrases} finds many phrases in one pass (Aho and Corasick 1975).
 *
 * <p>Lines that stay are not changed, and their order stays. A cleaned text need not be analysed
 * again: the analysis of its lines is copied.
 */
package io.millrace.filters.lineclean;
