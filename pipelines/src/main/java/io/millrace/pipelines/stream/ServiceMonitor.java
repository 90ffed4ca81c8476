package io.millrace.pipelines.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.KafkaLag;
import io.millrace.pipelines.engine.FlinkJobs;
import io.millrace.pipelines.engine.FlinkJobs.Job;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gets the status of a service from Flink, Kafka and the output. Counts of records come from the
 * manifests of committed windows, so they are exact after restarts and replays. Each manifest is
 * read once, since a committed window never changes.
 */
public final class ServiceMonitor {

  private final FlinkJobs jobs;
  private final String name;
  private final String output;
  private final Recipe recipe;
  private final WindowTimes times;

  private final TreeSet<String> counted = new TreeSet<>();
  private final SortedMap<String, Long> records = new TreeMap<>();
  private long cost;
  private long newestEnd = -1;

  ServiceMonitor(String rest, String name, String output, Recipe recipe) {
    this.jobs = new FlinkJobs(rest);
    this.name = name;
    this.output = output;
    this.recipe = recipe;
    this.times = WindowTimes.of(recipe.windows());
    for (String outcome : new String[] {"kept", "dropped", "failed"}) {
      records.put(outcome, 0L);
    }
  }

  /** The status now; takes up to half a minute when an endpoint does not answer. */
  public ServiceStatus look() {
    String state = "";
    int tasks = 0;
    int running = 0;
    long time = -1;
    long completed = -1;
    long bytes = -1;
    String failure = "";
    try {
      Optional<Job> job = jobs.last(name);
      if (job.isPresent()) {
        state = job.get().state();
        tasks = job.get().tasks();
        running = job.get().runningTasks();
        JsonNode checkpoints = jobs.checkpoints(job.get().id());
        JsonNode newest = checkpoints.path("latest").path("completed");
        completed = checkpoints.path("counts").path("completed").asLong(-1);
        time = newest.path("trigger_timestamp").asLong(-1);
        bytes = newest.path("state_size").asLong(-1);
        failure = jobs.failure(job.get().id());
      }
    } catch (IOException silent) {
      // the status then has no state of the job
    }
    countWindows();
    return new ServiceStatus(
        state,
        tasks,
        running,
        time,
        completed,
        bytes,
        counted.size(),
        records,
        newestEnd,
        cost,
        lag(),
        failure);
  }

  private void countWindows() {
    try {
      for (String window : WindowIndex.names(output)) {
        if (!counted.contains(window)) {
          count(FinishedOutput.open(WindowIndex.address(output, window)).manifest());
          newestEnd = Math.max(newestEnd, times.startOfName(window) + times.size());
          counted.add(window);
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      // counted at the next call
    }
  }

  private void count(Manifest manifest) {
    records.merge("kept", manifest.totals().kept(), Long::sum);
    records.merge("dropped", manifest.totals().dropped(), Long::sum);
    records.merge("failed", manifest.totals().failed(), Long::sum);
    cost += manifest.rephrase().costMicros();
  }

  private SortedMap<String, Long> lag() {
    SortedMap<String, Long> all = new TreeMap<>();
    for (Recipe.Input input : recipe.inputs()) {
      if (input.settings() instanceof KafkaInput kafka) {
        try {
          KafkaLag.of(kafka)
              .forEach((partition, behind) -> all.put(kafka.topic() + "/" + partition, behind));
        } catch (IOException silent) {
          // the status then has no lag of this topic
        }
      }
    }
    return all;
  }
}
