package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Distributes marks to partitions by key and passes on each block that is full. A block has the
 * marks of one window only.
 */
public final class MarkPartitions {

  /** Receives finished blocks. */
  @FunctionalInterface
  public interface BlockSink {
    /**
     * @param partition 0 to partitions - 1
     */
    void accept(int partition, byte[] block);
  }

  /** Windows that collect marks at the same time; with more, all blocks are flushed. */
  private static final int OPEN_WINDOWS = 64;

  private final SortedMap<Long, MarkBlockBuilder[]> windows = new TreeMap<>();
  private final int partitions;
  private final int sketchLength;
  private final int blockBytes;
  private final BlockSink sink;
  private MarkBlockBuilder[] builders;
  private long window;

  /**
   * @param partitions number of partitions, the same in the whole run
   * @param sketchLength bytes of a sketch, 0 without bands
   * @param blockBytes size at which a block is full; each partition buffers up to that much
   */
  public MarkPartitions(int partitions, int sketchLength, int blockBytes, BlockSink sink) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is " + partitions + ", must be at least 1");
    }
    this.partitions = partitions;
    this.sketchLength = sketchLength;
    this.blockBytes = blockBytes;
    this.sink = sink;
    openWindow(0);
  }

  /** Sets the window of the marks added next. Before the first call it is 0. */
  public void openWindow(long start) {
    if (windows.size() >= OPEN_WINDOWS && !windows.containsKey(start)) {
      flush();
    }
    window = start;
    builders = windows.computeIfAbsent(start, key -> newBuilders());
  }

  /** Current window; during {@link BlockSink#accept} the window of the block. */
  public long window() {
    return window;
  }

  private MarkBlockBuilder[] newBuilders() {
    MarkBlockBuilder[] all = new MarkBlockBuilder[partitions];
    for (int i = 0; i < partitions; i++) {
      all[i] = new MarkBlockBuilder(sketchLength);
    }
    return all;
  }

  /** See {@link MarkBlockBuilder#add(int, Hash128, long, Hash128)}. */
  public void add(int kind, Hash128 key, long timestamp, Hash128 id) {
    int partition = Mark.partition(kind, key.high(), key.low(), partitions);
    builders[partition].add(kind, key, timestamp, id);
    flushFull(partition);
  }

  /** See {@link MarkBlockBuilder#add(int, long, long, Hash128, byte[])}. */
  void add(int kind, long key, long timestamp, Hash128 id, byte[] sketch) {
    int partition = Mark.partition(kind, key, 0, partitions);
    builders[partition].add(kind, key, timestamp, id, sketch);
    flushFull(partition);
  }

  private void flushFull(int partition) {
    if (builders[partition].length() >= blockBytes) {
      sink.accept(partition, builders[partition].build());
    }
  }

  /** Passes on all remaining blocks, in the order of windows and partitions. */
  public void flush() {
    long open = window;
    for (Map.Entry<Long, MarkBlockBuilder[]> each : windows.entrySet()) {
      window = each.getKey();
      for (int i = 0; i < partitions; i++) {
        if (each.getValue()[i].marks() > 0) {
          sink.accept(i, each.getValue()[i].build());
        }
      }
    }
    windows.keySet().removeIf(start -> start != open);
    window = open;
  }
}
