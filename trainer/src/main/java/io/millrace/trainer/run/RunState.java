package io.millrace.trainer.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The data of a checkpoint besides tensors.
 *
 * @param format version of this record; 1
 * @param step steps made
 * @param optimiserSteps steps that changed the model
 * @param tokens tokens read
 * @param identity which runs may continue from it
 * @param reader state of the batch reader, see {@link io.millrace.trainer.data.ReaderState}
 * @param losses losses of the last good steps, oldest first
 * @param skipped see {@link RunCounts}, as the next two
 * @param metricsBytes length of metrics.jsonl, to which a resumed run truncates it
 * @param timingBytes the same for timing.jsonl
 */
record RunState(
    @JsonProperty("format") int format,
    @JsonProperty("step") long step,
    @JsonProperty("optimiser_steps") long optimiserSteps,
    @JsonProperty("tokens") long tokens,
    @JsonProperty("identity") RunIdentity identity,
    @JsonProperty("reader") String reader,
    @JsonProperty("losses") List<Double> losses,
    @JsonProperty("skipped") long skipped,
    @JsonProperty("rolled_back") long rolledBack,
    @JsonProperty("spikes") long spikes,
    @JsonProperty("metrics_bytes") long metricsBytes,
    @JsonProperty("timing_bytes") long timingBytes) {

  static final int FORMAT = 1;
}
