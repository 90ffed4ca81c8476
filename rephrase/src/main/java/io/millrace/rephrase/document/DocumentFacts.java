package io.millrace.rephrase.document;

/**
 * What a {@link RephrasePolicy} knows about a document.
 *
 * @param language ISO 639 code as in lid.176, or ""
 * @param quality value of the quality signal of the settings; NaN without one
 */
public record DocumentFacts(String id, String language, double quality) {}
