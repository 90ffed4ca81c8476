package io.millrace.pipelines.batch;

import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.InputRecord;
import io.millrace.extract.ExtractSettings;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.PageCandidates;
import io.millrace.pipelines.flow.SampleFilter;
import io.millrace.pipelines.flow.Sampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads all input once, without the stages, and finds the ids with the smallest hashes. Memory is
 * about 100 bytes for each id up to the limit.
 */
final class SampleScan implements RecordSink {

  private final SampleFilter share;
  private final long limit;
  private final TreeSet<Hash128> smallest = new TreeSet<>();
  private volatile Hash128 largest;

  private SampleScan(Sampling sampling) {
    this.share = new SampleFilter(sampling, "");
    this.limit = sampling.limit();
  }

  /**
   * The filter of a run. Reads the input only when the sample has a limit.
   *
   * @param threads threads that read in parallel; the result does not depend on it
   * @throws IOException when the input cannot be read
   */
  static SampleFilter find(MillPlan plan, List<InputSplit> splits, Sampling sampling, int threads)
      throws IOException {
    SampleScan scan = new SampleScan(sampling);
    if (sampling.limit() > 0) {
      scan.read(plan, splits, threads);
    }
    Hash128 last = scan.largest;
    return last == null ? scan.share : new SampleFilter(sampling, last.toHex());
  }

  private void read(MillPlan plan, List<InputSplit> splits, int threads) throws IOException {
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> reading = new ArrayList<>();
      for (InputSplit split : splits) {
        // the worker of part 0 stands for all that share the split
        if (split.part() == 0) {
          reading.add(
              readers.submit(
                  () -> {
                    RecordReader reader = plan.readers().get(split.input());
                    reader.read(split.split(), entrance(plan));
                    return null;
                  }));
        }
      }
      for (Future<?> each : reading) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      readers.shutdownNow();
    }
  }

  /** The records of an image run are the images of its pages. */
  private RecordSink entrance(MillPlan plan) {
    if (!plan.images().isImageRun()) {
      return this;
    }
    ExtractSettings extract =
        plan.recipe()
            .stage(Stages.EXTRACT, ExtractSettings.class)
            .orElseGet(ExtractSettings::defaults);
    String robot = plan.fetchSettings().userAgent();
    return new PageCandidates(extract, Optional.empty(), robot, this, page -> {});
  }

  @Override
  public void accept(InputRecord record) {
    Hash128 hash = SampleFilter.hash(record.id());
    Hash128 most = largest;
    if ((most == null || hash.compareTo(most) < 0) && share.takes(record.id())) {
      add(hash);
    }
  }

  private synchronized void add(Hash128 hash) {
    smallest.add(hash);
    if (smallest.size() > limit) {
      smallest.pollLast();
    }
    if (smallest.size() == limit) {
      largest = smallest.last();
    }
  }

  @Override
  public void skip(String kind) {}
}
