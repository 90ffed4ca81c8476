package io.millrace.pipelines.flow;

import io.millrace.api.Reason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.MarkPartitions;
import io.millrace.images.filter.ScoreCounts;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.PiiFields;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.shard.Thumbnails;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.SummaryCollector;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The chain of a run on one worker; sends documents to shards and marks to partitions. */
public final class ChainMill {

  /**
   * A block of marks of this size is emitted: large enough to be cheap, small enough that a worker
   * holds one for each partition.
   */
  private static final int BLOCK_BYTES = 1 << 15;

  private final DocumentChain chain;
  private final MarkPartitions marks;
  private final int shards;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final Thumbnails thumbnails = new Thumbnails();
  private final Map<Reason, NavigableSet<Hash128>> examples = new HashMap<>();
  private final WindowTimes windows;
  private final Optional<PiiFields> pii;
  private KeyedSink marksOut = (window, partition, block) -> {};
  private long window = WindowTimes.WHOLE;
  private final int scoreStage;
  private final int scoreSignal;
  private final int scorePartition;
  private final boolean countsScores;
  private final ScoreCounts scores = new ScoreCounts();
  private long[] nanosTaken;
  private long[] recordsTaken;
  private long[] bytesTaken;

  public ChainMill(MillPlan plan) throws IOException {
    this(plan, 0);
  }

  /**
   * @param from index of the stage that documents start at; files of earlier stages are not loaded
   */
  public ChainMill(MillPlan plan, int from) throws IOException {
    this.shards = plan.recipe().output().shards();
    this.windows = plan.windows();
    this.marks =
        new MarkPartitions(plan.partitions(), plan.sketchLength(), BLOCK_BYTES, this::handOn);
    this.chain = plan.chain(marks);
    chain.prepare(from);
    this.pii = PiiFields.of(plan.recipe(), chain.stageNames());
    this.countsScores = plan.keepShare().isPresent();
    this.scorePartition = plan.scorePartition();
    this.scoreStage = chain.stageNames().indexOf(Stages.IMAGE_SCORE);
    this.scoreSignal = chain.signals().indexOf(Stages.SCORE_SIGNAL);
    this.nanosTaken = new long[chain.stageNames().size()];
    this.recordsTaken = new long[nanosTaken.length];
    this.bytesTaken = new long[nanosTaken.length];
  }

  private void handOn(int partition, byte[] block) {
    marksOut.accept(marks.window(), partition, new EncodedItem(ItemKind.MARKS, block));
  }

  public DocumentChain chain() {
    return chain;
  }

  /**
   * Opens the window of a record: all output from now on belongs to this window.
   *
   * @param timestamp of the record
   * @param otherwise time of a record without a timestamp, in milliseconds since 1970
   * @return start of the window
   */
  public long openWindow(String timestamp, long otherwise) {
    if (windows.isOn()) {
      window = windows.startOf(timestamp, otherwise);
      marks.openWindow(window);
    }
    return window;
  }

  /** Start of the open window. */
  long window() {
    return window;
  }

  public ShardItemCodec codec() {
    return codec;
  }

  public void sendMarksTo(KeyedSink markBlocks) {
    marksOut = markBlocks;
  }

  public void flushMarks() {
    marks.flush();
    if (!scores.isEmpty()) {
      marksOut.accept(
          window, scorePartition, new EncodedItem(ItemKind.SCORE_COUNTS, scores.take()));
    }
  }

  /**
   * Sends a document to its shard. With windows, equal huge items have the same name, and so count
   * once.
   *
   * @param name name of the item, unique in the run
   */
  public void send(Judged judged, Supplier<Hash128> name, KeyedSink texts) {
    if (countsScores
        && judged.stage() > scoreStage
        && !Double.isNaN(judged.signals()[scoreSignal])) {
      scores.add(judged.document().language(), judged.signals()[scoreSignal]);
    }
    int shard = Shards.shardOf(judged.meetingId(), shards);
    boolean notEmitted =
        judged.ended().isPresent() && judged.image().flatMap(ImagePart::image).isPresent();
    Judged small = notEmitted ? withThumbnail(judged) : judged;
    Judged sent = pii.isPresent() ? pii.get().mask(small) : small;
    EncodedItem item = codec.encode(new ShardItem.Text(sent));
    Pieces.cut(
        item,
        windows.isOn() ? () -> Hash128.of(item.tagged()) : name,
        piece -> texts.accept(window, shard, piece));
    Progress.record(judged.ended().isEmpty(), judged.document().text().length());
  }

  /**
   * An image that is not emitted is not sent to the shard. For images that the report may show,
   * those with the smallest ids of each reason, a thumbnail is sent.
   */
  private Judged withThumbnail(Judged judged) {
    ImagePart part = judged.image().orElseThrow();
    Hash128 id = judged.id();
    Optional<byte[]> small = Optional.empty();
    if (judged.ended().orElseThrow() instanceof Verdict.Dropped dropped) {
      NavigableSet<Hash128> shown =
          examples.computeIfAbsent(dropped.reason(), reason -> new TreeSet<>());
      shown.add(id);
      if (shown.size() > SummaryCollector.EXAMPLES) {
        shown.pollLast();
      }
      small = shown.contains(id) ? thumbnails.of(part.image().orElseThrow()) : Optional.empty();
    }
    return judged.withImage(part.withImage(small, part.facts()));
  }

  /** Reports the cost of each stage since the last call. */
  public void takeStageTimes(StageTimes out) {
    long[] nanos = chain.nanos();
    long[] records = chain.seen();
    long[] bytes = chain.bytes();
    List<String> names = chain.stageNames();
    for (int i = 0; i < nanos.length; i++) {
      out.accept(
          names.get(i),
          nanos[i] - nanosTaken[i],
          records[i] - recordsTaken[i],
          bytes[i] - bytesTaken[i]);
    }
    nanosTaken = nanos;
    recordsTaken = records;
    bytesTaken = bytes;
  }
}
