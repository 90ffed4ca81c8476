package io.millrace.dedup;

import io.millrace.corpus.Hash128;

/**
 * Sorts marks into partitions and hands on a block whenever one is full. All marks of one key meet
 * in one partition.
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

  private final MarkBlockBuilder[] builders;
  private final int blockBytes;
  private final BlockSink sink;

  /**
   * @param partitions number of partitions, the same in all of a run
   * @param sketchLength {@link MinHashSettings#permutations}, or 0 without bands
   * @param blockBytes size from which a block is handed on; every partition holds up to that much
   */
  public MarkPartitions(int partitions, int sketchLength, int blockBytes, BlockSink sink) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is " + partitions + ", must be at least 1");
    }
    this.builders = new MarkBlockBuilder[partitions];
    for (int i = 0; i < partitions; i++) {
      builders[i] = new MarkBlockBuilder(sketchLength);
    }
    this.blockBytes = blockBytes;
    this.sink = sink;
  }

  /** See {@link MarkBlockBuilder#addUrl}. */
  public void addUrl(Hash128 key, long timestamp, Hash128 id) {
    int partition = Mark.partition(Mark.URL, key.high(), key.low(), builders.length);
    builders[partition].addUrl(key, timestamp, id);
    flushFull(partition);
  }

  /** See {@link MarkBlockBuilder#addText}. */
  public void addText(Hash128 key, long timestamp, Hash128 id) {
    int partition = Mark.partition(Mark.TEXT, key.high(), key.low(), builders.length);
    builders[partition].addText(key, timestamp, id);
    flushFull(partition);
  }

  /** See {@link MarkBlockBuilder#addBand}. */
  public void addBand(int band, long key, long timestamp, Hash128 id, byte[] sketch) {
    int partition = Mark.partition(Mark.FIRST_BAND + band, key, 0, builders.length);
    builders[partition].addBand(band, key, timestamp, id, sketch);
    flushFull(partition);
  }

  /** See {@link ImageKeys#mark}. */
  void addImageKey(int number, long key, long timestamp, Hash128 id, byte[] sketch) {
    int partition = Mark.partition(Mark.FIRST_IMAGE_KEY + number, key, 0, builders.length);
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

  /** Hands on what is left, in order of partitions. */
  public void flush() {
    for (int i = 0; i < builders.length; i++) {
      if (builders[i].marks() > 0) {
        sink.accept(i, builders[i].build());
      }
    }
  }
}
