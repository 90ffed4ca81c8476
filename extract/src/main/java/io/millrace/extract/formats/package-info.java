/**
 * Extractors for each group of formats.
 *
 * <p>Begin with {@link io.millrace.extract.formats.DocumentExtractor}: {@link
 * io.millrace.extract.formats.MediaTypes} finds the media type from the bytes and the header, then
 * {@code HtmlExtractor} extracts HTML, {@code PlainTextExtractor} text and XML, and {@code
 * TikaWorker} PDF, Office, OpenDocument, RTF and EPUB. {@link
 * io.millrace.extract.formats.PageExplanation} explains for every block of a page why it was kept
 * or left out.
 *
 * <p>Trap: Tika's parsers have no limits of memory or time, so they run in child processes only
 * ({@code io.millrace.extract.worker}). Tests that call {@code TikaExtractor} directly must use
 * harmless files.
 */
package io.millrace.extract.formats;
