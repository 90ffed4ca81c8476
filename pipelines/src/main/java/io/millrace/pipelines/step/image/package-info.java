/**
 * Steps of image-text pairs: candidates of a page, fetching, decoding, filters, captions, scores,
 * OCR, and keys of duplicates.
 *
 * <p>Start with {@link io.millrace.pipelines.step.image.CandidateStep}. A pair that must be fetched
 * leaves the chain before {@link io.millrace.pipelines.step.image.FetchStep} and returns with the
 * response. {@link io.millrace.pipelines.step.image.PageOptOut} decides from the metadata of a page
 * whether its images may be used.
 *
 * <p>Traps: the text of the document is the chosen caption; all other parts of the pair are in
 * {@code step.ImagePart}. Pairs of one address come in sequence, and {@link
 * io.millrace.pipelines.step.image.DecodeStep} decodes their image once.
 */
package io.millrace.pipelines.step.image;
