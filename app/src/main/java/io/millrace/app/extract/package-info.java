/**
 * The commands {@code extract} and {@code langid}, which show for single files what the stages of
 * the same names do. Begin with {@link io.millrace.app.extract.ExtractCommand}.
 *
 * <p>{@code extract --explain} draws an HTML page with the blocks that were kept and dropped;
 * {@code ExtractionPages} fills it from the extractor's own scores. Exit statuses differ from those
 * of other commands where several files are given; see docs/explanation/extraction.md.
 */
package io.millrace.app.extract;
