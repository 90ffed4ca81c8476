package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorts marks into partitions and hands on a block whenever one is full. All marks of one key meet
 * in one partition. Marks of different windows are never in one block.
 */
public final class MarkPartitions {

  /** Takes finished blocks. */
  @FunctionalInterface
  public interface BlockSink {
    /**
     * @param partition 0 to partitions - 1
     */
    void accept(int partition, byte[] block);
  }

  /** Windows whose marks are collected at the same time; with more, all blocks are handed on. */
  private static final int OPEN_WINDOWS = 64;

  private final SortedMap<Long, MarkBlockBuilder[]> windows = new TreeMap<>();
  private final int partitions;
  private final int sketchLength;
  private final int blockBytes;
  private final BlockSink sink;
  private MarkBlockBuilder[] builders;
  private long window;

  /**
   * @param partitions number of partitions, the same in all of a run
   * @param sketchLength {@link MinHashSettings#permutations}, or 0 without bands
   * @param blockBytes size from which a block is handed on; every partition holds up to that much
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

  /** Marks that are added from now on belong to this window; the first one is 0. */
  public void openWindow(long start) {
    if (windows.size() >= OPEN_WINDOWS && !windows.containsKey(start)) {
      flush();
    }
    window = start;
    builders = windows.computeIfAbsent(start, key -> newBuilders());
  }

  /** Window of the marks that are added, or whose block is handed on at the moment. */
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

  /** See {@link MarkBlockBuilder#addUrl}. */
  public void addUrl(Hash128 key, long timestamp, Hash128 id) {
    int partition = Mark.partition(Mark.URL, key.high(), key.low(), partitions);
    builders[partition].addUrl(key, timestamp, id);
    flushFull(partition);
  }

  /** See {@link MarkBlockBuilder#addText}. */
  public void addText(Hash128 key, long timestamp, Hash128 id) {
    int partition = Mark.partition(Mark.TEXT, key.high(), key.low(), partitions);
    builders[partition].addText(key, timestamp, id);
    flushFull(partition);
  }

  /** See {@link MarkBlockBuilder#addBand}. */
  public void addBand(int band, long key, long timestamp, Hash128 id, byte[] sketch) {
    int partition = Mark.partition(Mark.FIRST_BAND + band, key, 0, partitions);
    builders[partition].addBand(band, key, timestamp, id, sketch);
    flushFull(partition);
  }

  /** See {@link HashKeys#mark}. */
  void addImageKey(int number, long key, long timestamp, Hash128 id, byte[] sketch) {
    int partition = Mark.partition(Mark.FIRST_IMAGE_KEY + number, key, 0, partitions);
    builders[partition].addImageKey(number, key, timestamp, id, sketch);
    flushFull(partition);
  }

  /** See {@link CaptionKeys#mark}. */
  void addCaption(Hash128 key, long timestamp, Hash128 image) {
    int partition = Mark.partition(Mark.CAPTION, key.high(), key.low(), builders.length);
    builders[partition].addCaption(key, timestamp, image);
    flushFull(partition);
  }

  private void flushFull(int partition) {
    if (builders[partition].length() >= blockBytes) {
      sink.accept(partition, builders[partition].build());
    }
  }

  /** Hands on what is left, in order of windows and partitions. */
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
