/**
 * Stop words by language. Begin with {@link io.millrace.filters.stopwords.StopWords}.
 *
 * <p>The lists are those of Lucene's analysers, and short lists in the resource {@code
 * function-words.txt} for languages that Lucene lacks, by the codes of lid.176. A language without
 * a list has no stop words, not an empty list: rules on stop words do not apply to it.
 *
 * <p>Entries are matched by folded hash, so case does not matter.
 */
package io.millrace.filters.stopwords;
