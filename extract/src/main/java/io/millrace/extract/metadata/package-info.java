/**
 * Reads what a page states about itself: title, author, date, language, rights.
 *
 * <p>Begin with {@link io.millrace.extract.metadata.HtmlMetadata}. {@link
 * io.millrace.extract.metadata.HtmlStatements} collects all statements of a page in one pass: meta
 * and link elements, JSON-LD, microdata, RDFa. {@link io.millrace.extract.metadata.StructuredData}
 * reads them by the names of schema.org. {@code PageTitles}, {@code PageAuthors}, {@code PageDates}
 * and {@code PageRights} each decide one field.
 *
 * <p>Traps: statements are not checked against what the page shows. Counts and lengths are limited,
 * because pages are untrusted input.
 */
package io.millrace.extract.metadata;
