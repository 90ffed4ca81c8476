package io.millrace.bench;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.corpus.Outcome;
import io.millrace.dedup.DuplicateFinder;
import io.millrace.pipelines.batch.InputSplit;
import io.millrace.pipelines.batch.SplitMill;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.summary.Ending;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run without an engine: threads take splits through the chain, lists in memory replace the
 * shuffle, and threads write the shards. The difference to a run with an engine is the cost of the
 * engine.
 */
public final class PlainLoop {

  /** Name of the phase that reads documents and takes them through the chain. */
  public static final String READ_AND_JUDGE = "1 read and judge";

  @FunctionalInterface
  private interface Task {
    void run(int number) throws Exception;
  }

  /**
   * Result of a pass.
   *
   * @param records input records
   * @param kept records that were kept
   * @param textBytes UTF-8 bytes of text at the first stage
   * @param phases wall and processor time by phase
   */
  public record Pass(
      long records, long kept, long textBytes, SortedMap<String, Clock.Time> phases) {}

  private final MillPlan plan;
  private final int threads;
  private final List<List<EncodedItem>> shards = new ArrayList<>();
  private final List<List<EncodedItem>> partitions = new ArrayList<>();
  private final AtomicLong textBytes = new AtomicLong();
  private final SortedMap<String, Long> stageNanos =
      Collections.synchronizedSortedMap(new TreeMap<>());

  PlainLoop(MillPlan plan, int threads) {
    this.plan = plan;
    this.threads = threads;
    for (int i = 0; i < plan.recipe().output().shards(); i++) {
      shards.add(Collections.synchronizedList(new ArrayList<>()));
    }
    for (int i = 0; i < plan.partitions(); i++) {
      partitions.add(Collections.synchronizedList(new ArrayList<>()));
    }
  }

  /** Time of each stage, summed over all threads. */
  SortedMap<String, Long> stageNanos() {
    return stageNanos;
  }

  /** Runs everything but the report. */
  Pass run() throws Exception {
    SortedMap<String, Clock.Time> phases = new TreeMap<>();
    List<InputSplit> splits = new ArrayList<>();
    findSplits(splits);
    Clock clock = Clock.start();
    readAndJudge(splits);
    phases.put(READ_AND_JUDGE, clock.lap());
    if (plan.comparesDocuments()) {
      each(partitions.size(), this::compare);
      phases.put("2 compare", clock.lap());
    }
    List<Ending> endings = Collections.synchronizedList(new ArrayList<>());
    each(shards.size(), shard -> write(shard, endings));
    phases.put("3 write", clock.lap());
    return pass(endings, textBytes.get(), phases);
  }

  private static Pass pass(List<Ending> endings, long bytes, SortedMap<String, Clock.Time> phases) {
    long records = 0;
    long kept = 0;
    for (Ending ending : endings) {
      records += ending.documents();
      kept += ending.outcome() == Outcome.KEPT ? ending.documents() : 0;
    }
    return new Pass(records, kept, bytes, phases);
  }

  private void findSplits(List<InputSplit> splits) throws IOException {
    Recipe recipe = plan.recipe();
    for (int i = 0; i < recipe.inputs().size(); i++) {
      Recipe.Input input = recipe.inputs().get(i);
      InputSettings settings = (InputSettings) input.settings();
      for (Split split : InputFiles.splits(InputKind.of(input.kind()), settings)) {
        splits.add(new InputSplit(i, split));
      }
    }
  }

  private void readAndJudge(List<InputSplit> splits) throws Exception {
    String first = plan.recipe().stages().get(0).name();
    ThreadLocal<SplitMill> mills = new ThreadLocal<>();
    each(
        splits.size(),
        number -> {
          if (mills.get() == null) {
            mills.set(new SplitMill(plan));
          }
          SplitMill mill = mills.get();
          mill.mill(
              splits.get(number),
              (window, shard, item) -> shards.get(shard).add(item),
              (window, partition, block) -> partitions.get(partition).add(block),
              (window, partition, pair) -> {
                throw new IllegalStateException("the plain loop is for texts");
              });
          mill.takeStageTimes(
              (stage, nanos, records, bytes) -> {
                stageNanos.merge(stage, nanos, Long::sum);
                if (stage.equals(first)) {
                  textBytes.addAndGet(bytes);
                }
              });
        });
  }

  private void compare(int partition) throws IOException {
    ShardItemCodec codec = new ShardItemCodec();
    try (DuplicateFinder finder =
        new DuplicateFinder(
            plan.minHashSettings(),
            plan.sketchLength(),
            DuplicateFinder.DEFAULT_MEMORY,
            plan.temporaryFolder())) {
      for (EncodedItem block : partitions.get(partition)) {
        finder.add(block.bytes());
      }
      partitions.get(partition).clear();
      finder.find(
          mark ->
              shards
                  .get(Shards.shardOf(mark.id(), shards.size()))
                  .add(codec.encode(new ShardItem.Duplicate(mark))));
    }
  }

  private void write(int shard, List<Ending> endings) throws IOException {
    DocumentChain chain =
        Stages.chain(plan.recipe(), ChainResources.withoutMarks(plan.recipe(), plan.models()));
    ShardMill mill = new ShardMill(plan.shardPlan(chain.stageNames(), chain.signals()));
    endings.addAll(mill.mill(shard, shards.get(shard)).endings());
    shards.get(shard).clear();
  }

  /** Runs tasks 0 to {@code count} - 1 on the threads. */
  private void each(int count, Task task) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              task.run(i);
            }
          } catch (Exception failure) {
            failures.add(failure);
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Thread thread = new Thread(work, "plain-loop-" + i);
      thread.start();
      others.add(thread);
    }
    work.run();
    for (Thread thread : others) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
