/**
 * The commands {@code extract} and {@code langid}, which do for single files what the stages of the
 * same names do in a run. Begin with {@link io.millrace.app.extract.ExtractCommand}: it reads files
 * and passes each page to a {@code PageSink}, either {@code ExtractedText} or {@code
 * ExtractionPages}.
 *
 * <p>{@code extract --explain} writes an HTML page with the blocks that were kept and dropped;
 * {@code ExtractionPages} fills it from the extractor's own scores. Trap: a page that fails does
 * not stop the command; the other pages are printed and the exit status is 3.
 */
package io.millrace.app.extract;
