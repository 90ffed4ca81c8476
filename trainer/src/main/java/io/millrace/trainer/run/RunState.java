package io.millrace.trainer.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a checkpoint knows besides tensors.
 *
 * @param format version of this record; 1
 * @param step steps made
 * @param optimiserSteps of those, the ones that changed the model
 * @param tokens read so far
 * @param identity who may go on from it
 * @param reader state of the batch reader, its own JSON
 * @param losses of the last good steps, oldest first
 * @param skipped steps skipped so far
 * @param rolledBack steps after which the model was put back
 * @param spikes losses that jumped
 * @param metricsBytes length of metrics.jsonl, to which a resumed run cuts it
 * @param timingBytes length of timing.jsonl, likewise
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
