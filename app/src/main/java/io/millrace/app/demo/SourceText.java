package io.millrace.app.demo;

import java.util.List;

/**
 * A text for the sample's pages and rows.
 *
 * @param code its name: ISO 639-3, and a suffix where a language has several texts, such as {@code
 *     deu_1996}
 * @param language BCP 47 primary subtag, such as {@code de}
 * @param direction {@code ltr} or {@code rtl}
 * @param sections the text in order, as HTML
 * @param texts the same sections as plain text
 */
record SourceText(
    String code,
    String language,
    String direction,
    String title,
    List<String> sections,
    List<String> texts) {}
