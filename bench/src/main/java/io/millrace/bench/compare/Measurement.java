package io.millrace.bench.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.SortedMap;

/**
 * One pass of one side.
 *
 * @param side whose pass it is
 * @param pair number of the pair, from 1; 0 while warming up
 * @param cpu seconds of processor time of all threads and children
 * @param wall seconds by the clock
 * @param amount what was worked on, in the unit of the side: bytes, images, steps
 * @param facts what else the side says of its pass: documents kept, digests
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

  /** Who ran. */
  public enum Side {
    OURS,
    THEIRS
  }

  /** Which of the two times counts. */
  public enum Clock {
    CPU,
    WALL
  }

  /** Seconds of the clock that counts. */
  double seconds(Clock clock) {
    return clock == Clock.CPU ? cpu : wall;
  }

  /** Seconds a unit of the amount. */
  double pace(Clock clock) {
    return seconds(clock) / amount;
  }
}
