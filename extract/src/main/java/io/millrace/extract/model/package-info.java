/**
 * The learned choice of a page's main content.
 *
 * <p>Begin with {@link io.millrace.extract.model.ContentModel}. It runs in stages: a cheap first
 * stage drops obvious boilerplate ({@link io.millrace.extract.model.Glance}), boosted trees score
 * the other blocks ({@link io.millrace.extract.model.BlockFeatures}, {@link
 * io.millrace.extract.model.Lexicon}), a second stage scores them again by the scores around them
 * ({@link io.millrace.extract.model.SecondLook}), and {@link io.millrace.extract.model.Candidates}
 * chooses the cut between content and the rest. The model files are resources of this package.
 *
 * <p>{@link io.millrace.extract.model.ExtractionFeatures} gives the same features to training,
 * which is in {@code bench/extraction}.
 *
 * <p>Trap: a feature's place in its row is part of the model files. Adding, removing or reordering
 * a feature means training again.
 */
package io.millrace.extract.model;
