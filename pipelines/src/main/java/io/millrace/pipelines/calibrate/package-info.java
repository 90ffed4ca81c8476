/**
 * Thresholds and stop words learned from a corpus, for each language: the command {@code
 * calibrate}.
 *
 * <p>Start with {@link io.millrace.pipelines.calibrate.Calibration}: it sets thresholds at
 * quantiles of the signals, and reads and writes the file that recipes name as {@code calibration}.
 * {@link io.millrace.pipelines.calibrate.StopWordLearner} finds the most frequent words of a
 * language.
 *
 * <p>Trap: digests must be filled in a fixed order, so that the same corpus gives the same file.
 */
package io.millrace.pipelines.calibrate;
