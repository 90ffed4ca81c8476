package io.millrace.pipelines.engine;

import io.millrace.pipelines.engine.FlinkJobs.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a job on a cluster until it ends. Waits for a JobManager that does not answer, or that
 * has restarted and not yet recovered the job.
 */
public final class JobWatch {

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final Duration ABSENCE = Duration.ofSeconds(60);

  private final FlinkJobs jobs;
  private final String name;
  private long heard = System.nanoTime();
  private long seen = System.nanoTime();

  public JobWatch(FlinkJobs jobs, String name) {
    this.jobs = jobs;
    this.name = name;
  }

  /**
   * Waits until the job ends.
   *
   * @throws IOException when the job failed, the cluster does not answer for 10 minutes, or it does
   *     not know the job for 60 seconds
   */
  public void await() throws IOException {
    while (true) {
      if (hasEnded()) {
        return;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean hasEnded() throws IOException {
    Optional<Job> job;
    try {
      job = jobs.last(name);
    } catch (IOException silent) {
      if (since(heard).compareTo(SILENCE) > 0) {
        throw silent;
      }
      seen = System.nanoTime();
      return false;
    }
    heard = System.nanoTime();
    if (job.isEmpty()) {
      if (since(seen).compareTo(ABSENCE) > 0) {
        throw new IOException(
            "the cluster does not know the job any more; the same command resumes from the last"
                + " checkpoint");
      }
      return false;
    }
    seen = System.nanoTime();
    if (job.get().state().equals("FAILED")) {
      throw new IOException("the job failed; see the log of the JobManager");
    }
    return job.get().hasEnded() && !job.get().state().equals("SUSPENDED");
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
