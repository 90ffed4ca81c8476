/**
 * Thresholds learnt from a corpus, for each language: the command {@code calibrate}.
 *
 * <p>Begin with {@link io.millrace.pipelines.calibrate.Calibration}: it merges digests of signals,
 * sets thresholds at their quantiles, and reads and writes the file that recipes name as {@code
 * calibration}. {@link io.millrace.pipelines.calibrate.StopWordLearner} finds the words that most
 * documents of a language share.
 *
 * <p>Trap: digests go through documents in a fixed order, so the same corpus gives the same file.
 */
package io.millrace.pipelines.calibrate;
