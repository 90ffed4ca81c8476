package io.millrace.bench;

import java.time.Duration;
import java.util.Optional;

/** Wall time, and processor time of this process, including compiler and garbage collector. */
public final class Clock {

  /**
   * @param wall seconds
   * @param cpu seconds, summed over all threads
   */
  public record Time(double wall, double cpu) {}

  private long wall = System.nanoTime();
  private double cpu = cpuSeconds();

  private Clock() {}

  public static Clock start() {
    return new Clock();
  }

  /** Time since the start or the last lap. */
  public Time lap() {
    long wallNow = System.nanoTime();
    double cpuNow = cpuSeconds();
    Time time = new Time((wallNow - wall) / 1e9, cpuNow - cpu);
    wall = wallNow;
    cpu = cpuNow;
    return time;
  }

  private static double cpuSeconds() {
    Optional<Duration> total = ProcessHandle.current().info().totalCpuDuration();
    return total.map(duration -> duration.toNanos() / 1e9).orElse(Double.NaN);
  }
}
