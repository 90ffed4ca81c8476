/**
 * Steps of image-text pairs: candidates of a page, fetching, decoding, filters, captions, scores,
 * OCR, and keys of duplicates.
 *
 * <p>Start with {@link io.millrace.pipelines.step.image.CandidateStep}. A pair that must be fetched
 * leaves the chain at {@link io.millrace.pipelines.step.image.FetchStep} and comes back with the
 * result.
 */
package io.millrace.pipelines.step.image;
