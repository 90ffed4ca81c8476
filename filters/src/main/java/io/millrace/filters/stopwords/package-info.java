/** Stop words by language: lists of a library, or learned from a corpus. */
package io.millrace.filters.stopwords;
