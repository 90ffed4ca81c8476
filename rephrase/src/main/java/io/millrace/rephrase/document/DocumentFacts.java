package io.millrace.rephrase.document;

/**
 * What a {@link RephrasePolicy} may know of a document.
 *
 * @param id of the document
 * @param language ISO 639 code as in lid.176, or ""
 * @param quality value of the signal that the settings name; NaN when there is none
 */
public record DocumentFacts(String id, String language, double quality) {}
