/**
 * Stop words by language: the commonest function words, which running text cannot do without. Begin
 * with {@link io.millrace.filters.stopwords.StopWords}.
 *
 * <p>Lists are those of Lucene's analysers, and short lists of our own for languages that Lucene
 * lacks, under the codes of lid.176. A language without a list has none, not an empty one: rules on
 * stop words do not apply to it.
 */
package io.millrace.filters.stopwords;
