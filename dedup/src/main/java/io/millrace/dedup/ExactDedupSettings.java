package io.millrace.dedup;

import io.millrace.api.Setting;

/** Settings of the stage {@code dedup-exact}. */
public record ExactDedupSettings(
    @Setting("Take texts that differ in upper and lower case for the same.") boolean foldCase) {

  public static ExactDedupSettings defaults() {
    return new ExactDedupSettings(true);
  }
}
