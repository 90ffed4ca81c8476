/** Thresholds learnt from a corpus, per language. */
package io.millrace.pipelines.calibrate;
