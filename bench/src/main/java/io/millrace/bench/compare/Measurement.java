package io.millrace.bench.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.SortedMap;

/**
 * One pass of one side.
 *
 * @param side the side that ran
 * @param pair number of the pair, from 1; 0 for warm-up
 * @param cpu processor seconds of all threads and children
 * @param wall seconds by wall clock
 * @param amount amount of work in bytes, images or steps
 * @param facts other values of the answer, such as documents kept or digests
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Measurement(
    @JsonProperty("side") Side side,
    @JsonProperty("pair") int pair,
    @JsonProperty("cpu") double cpu,
    @JsonProperty("wall") double wall,
    @JsonProperty("amount") double amount,
    @JsonProperty("facts") SortedMap<String, Object> facts) {

  public Measurement {
    facts = facts == null ? Collections.emptySortedMap() : facts;
  }

  public enum Side {
    OURS,
    THEIRS
  }

  /** The time that counts. */
  public enum Clock {
    CPU,
    WALL
  }

  double seconds(Clock clock) {
    return clock == Clock.CPU ? cpu : wall;
  }

  /** Seconds per unit of the amount. */
  double pace(Clock clock) {
    return seconds(clock) / amount;
  }
}
