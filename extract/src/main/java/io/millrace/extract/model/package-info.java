/**
 * Chooses the main content of a page with trained models.
 *
 * <p>Begin with {@link io.millrace.extract.model.ContentModel}. It runs in stages: a cheap first
 * stage drops obvious boilerplate ({@link io.millrace.extract.model.Glance}); boosted trees score
 * the other blocks ({@link io.millrace.extract.model.BlockFeatures}, {@link
 * io.millrace.extract.model.Lexicon}); a second look scores them again by the scores around them
 * ({@link io.millrace.extract.model.SecondLook}); and one of the {@link
 * io.millrace.extract.model.Candidates} becomes the cut between content and the rest. The model
 * files are resources of this package.
 *
 * <p>{@link io.millrace.extract.model.ExtractionFeatures} gives the same features to training,
 * which is in {@code bench/extraction}.
 *
 * <p>Trap: the order of the features is part of the model files. Adding, removing or reordering a
 * feature means retraining.
 */
package io.millrace.extract.model;
