package io.millrace.rephrase.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of one gate, or of all gates.
 *
 * @param signals all computed numbers by name, including those without a threshold
 * @param failures broken thresholds, in the order of the gates
 */
public record GateResult(SortedMap<String, Double> signals, List<Failure> failures) {

  public GateResult {
    signals = Collections.unmodifiableSortedMap(new TreeMap<>(signals));
    failures = List.copyOf(failures);
  }

  public boolean passed() {
    return failures.isEmpty();
  }

  /**
   * A broken threshold.
   *
   * @param signal name of the number
   */
  public record Failure(GateReason reason, String signal, double value, double threshold) {}

  /** Collects numbers and compares them with thresholds. */
  public static final class Builder {

    private final SortedMap<String, Double> signals = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();

    public Builder signal(String name, double value) {
      signals.put(name, value);
      return this;
    }

    public Builder atLeast(String name, double value, double least, GateReason reason) {
      return signal(name, value).failIf(value < least, name, value, least, reason);
    }

    public Builder atMost(String name, double value, double most, GateReason reason) {
      return signal(name, value).failIf(value > most, name, value, most, reason);
    }

    public Builder failIf(
        boolean fails, String name, double value, double threshold, GateReason reason) {
      if (fails) {
        failures.add(new Failure(reason, name, value, threshold));
      }
      return this;
    }

    public Builder add(GateResult result) {
      signals.putAll(result.signals());
      failures.addAll(result.failures());
      return this;
    }

    public GateResult build() {
      return new GateResult(signals, failures);
    }
  }
}
