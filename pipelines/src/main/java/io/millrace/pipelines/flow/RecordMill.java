package io.millrace.pipelines.flow;

import io.millrace.connectors.fetch.OptOut;
import io.millrace.connectors.files.LargeRecords;
import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.SummaryCollector;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes records through the chain and emits the results. Needs no Beam. Pairs whose image must be
 * fetched leave at the stage {@code image-fetch}; {@code FetchMill} takes them through the rest.
 */
public final class RecordMill {

  private final ChainMill chain;
  private final ImagePlan images;
  private final ExtractSettings extract;
  private final boolean windowed;
  private final OptOut optOut;
  private final String robot;
  private final SampleFilter sample;

  public RecordMill(MillPlan plan) throws IOException {
    this.images = plan.images();
    this.windowed = plan.windows().isOn();
    this.optOut = new OptOut(plan.fetchSettings());
    this.robot = plan.fetchSettings().userAgent();
    this.sample = plan.sample();
    this.extract =
        plan.recipe()
            .stage(Stages.EXTRACT, ExtractSettings.class)
            .orElseGet(ExtractSettings::defaults);
    this.chain = new ChainMill(plan);
  }

  /**
   * Begins a batch of records.
   *
   * @param name name of the batch, unique in the run
   * @param fetches receives pairs to fetch, by partition; unused in a run that fetches nothing
   */
  public Batch begin(String name, KeyedSink texts, KeyedSink markBlocks, KeyedSink fetches) {
    chain.sendMarksTo(markBlocks);
    return new Batch(name, texts, fetches);
  }

  /** Reports the cost of each stage since the last call. */
  public void takeStageTimes(StageTimes out) {
    chain.takeStageTimes(out);
  }

  /** A batch of records, taken one after another. */
  public final class Batch {

    private final String name;
    private final KeyedSink texts;
    private final KeyedSink fetches;
    private final Sink sink = new Sink();
    private final RecordSink entrance;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final SortedMap<Long, long[]> records = new TreeMap<>();
    private long otherwise = WindowTimes.WHOLE;
    private long found;

    private Batch(String name, KeyedSink texts, KeyedSink fetches) {
      this.name = name;
      this.texts = texts;
      this.fetches = fetches;
      this.entrance =
          images.isImageRun()
              ? new PageCandidates(
                  extract, chain.chain().languageIdentifier(), robot, sink, this::image)
              : sink;
    }

    /** The sink for a reader. */
    public RecordSink entrance() {
      return entrance;
    }

    /** Takes a record of a stream. */
    public void accept(InputRecord record, long time) {
      otherwise = time;
      entrance.accept(record);
    }

    private final class Sink implements RecordSink {
      @Override
      public void accept(InputRecord record) {
        take(record);
      }

      @Override
      public void skip(String kind) {
        skipped.merge(kind, 1L, Long::sum);
      }
    }

    private void take(InputRecord record) {
      if (sample.isOn() && !sample.takes(record.id())) {
        skipped.merge(Sampling.NOT_SAMPLED, 1L, Long::sum);
        return;
      }
      if (record instanceof Document document) {
        LargeRecords.shared().hold(document.text().length());
      } else if (record instanceof Page page) {
        LargeRecords.shared().hold(page.body().length);
      }
      try {
        judge(record);
      } finally {
        LargeRecords.shared().release();
      }
    }

    private void judge(InputRecord record) {
      long window = chain.openWindow(record.timestamp(), otherwise);
      records.computeIfAbsent(window, key -> new long[1])[0]++;
      if (!images.isFetched()) {
        chain.send(chain.chain().judge(record), this::nextName, texts);
        return;
      }
      Judged judged = chain.chain().judge(record, images.fetchStage());
      if (judged.stage() != Judged.PASSED) {
        chain.send(judged, this::nextName, texts);
      } else if (judged.image().flatMap(ImagePart::image).isPresent()) {
        Judged rest = chain.chain().goOn(judged, null, images.fetchStage());
        chain.send(rest, this::nextName, texts);
      } else {
        fetch(
            judged.image().orElseThrow().imageUrl(),
            chain.codec().encode(new ShardItem.Text(judged)));
      }
    }

    /**
     * An image in the input itself, which is not fetched. Of responses without status 200, only a
     * redirect that reserves the use of its target matters.
     */
    private void image(Page page) {
      SortedMap<String, String> headers = page.metadata();
      String status = headers.getOrDefault(PageCandidates.STATUS, PageCandidates.OK);
      Optional<DropReason> refused =
          optOut
              .ofHeaders(
                  headers.getOrDefault("x_robots_tag", ""),
                  headers.getOrDefault("tdm_reservation", ""))
              .map(OptOut.Refusal::reason);
      boolean matters =
          status.equals(PageCandidates.OK) || status.startsWith("3") && refused.isPresent();
      if (!images.isFetched() || !matters) {
        return;
      }
      chain.openWindow(page.timestamp(), otherwise);
      byte[] body = refused.isPresent() ? new byte[0] : page.body();
      fetch(page.url(), chain.codec().encode(new ShardItem.ImageBody(page.url(), refused, body)));
    }

    private void fetch(String url, EncodedItem item) {
      int partition = images.partition(url);
      Pieces.cut(item, this::nextName, piece -> fetches.accept(chain.window(), partition, piece));
    }

    private Hash128 nextName() {
      return Hash128.of(name + '\n' + found++);
    }

    /**
     * Emits the last marks and the number of records. Each window has its own count, without what
     * was skipped.
     *
     * @param kind of the input
     */
    public void end(String kind) {
      chain.flushMarks();
      if (windowed) {
        records.forEach(
            (window, count) ->
                sendCounts(
                    window, SummaryCollector.RECORDS, count[0], Collections.emptySortedMap()));
      } else {
        long all = records.values().stream().mapToLong(count -> count[0]).sum();
        sendCounts(WindowTimes.WHOLE, kind, all, skipped);
      }
    }

    private void sendCounts(
        long window, String kind, long count, SortedMap<String, Long> skippedKinds) {
      EncodedItem counts =
          chain.codec().encode(new ShardItem.ReadCounts(kind, count, skippedKinds));
      texts.accept(window, 0, counts);
    }
  }
}
