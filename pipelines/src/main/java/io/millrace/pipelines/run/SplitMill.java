package io.millrace.pipelines.run;

import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.pipelines.chain.ImagePart;
import io.millrace.pipelines.chain.Judged;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.shard.Pieces;
import io.millrace.pipelines.shard.ShardItem;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a split, takes its records through the chain, and hands on what leaves: the engine-free
 * core. Pairs whose image must be asked for leave at the stage {@code image-fetch}; {@link
 * FetchMill} takes them on.
 */
public final class SplitMill {

  private final List<RecordReader> readers;
  private final List<String> kinds;
  private final ChainMill chain;
  private final ImagePlan images;
  private final ExtractSettings extract;

  public SplitMill(MillPlan plan) throws IOException {
    this.readers = plan.readers();
    this.kinds = plan.recipe().inputs().stream().map(Recipe.Input::kind).toList();
    this.images = plan.images();
    this.extract =
        plan.recipe()
            .stage(Stages.EXTRACT, ExtractSettings.class)
            .orElseGet(ExtractSettings::defaults);
    this.chain = new ChainMill(plan);
  }

  /**
   * Takes every record of the split to its end.
   *
   * @param fetches takes what must be fetched, by partition; nothing in a run without images
   */
  public void mill(InputSplit split, KeyedSink texts, KeyedSink markBlocks, KeyedSink fetches)
      throws IOException {
    chain.sendMarksTo(markBlocks);
    Sink sink = new Sink(split, texts, fetches);
    RecordSink entrance =
        images.isImageRun()
            ? new PageCandidates(extract, chain.chain().languageIdentifier(), sink, sink::image)
            : sink;
    readers.get(split.input()).read(split.split(), entrance);
    chain.flushMarks();
    byte[] counts =
        chain
            .codec()
            .encode(new ShardItem.ReadCounts(kinds.get(split.input()), sink.records, sink.skipped));
    texts.accept(0, counts);
    Progress.splitRead();
  }

  /** Hands on what each stage has cost since the last call. */
  public void takeStageTimes(StageTimes out) {
    chain.takeStageTimes(out);
  }

  private final class Sink implements RecordSink {
    private final InputSplit split;
    private final KeyedSink texts;
    private final KeyedSink fetches;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private long records;
    private long found;

    Sink(InputSplit split, KeyedSink texts, KeyedSink fetches) {
      this.split = split;
      this.texts = texts;
      this.fetches = fetches;
    }

    @Override
    public void accept(InputRecord record) {
      records++;
      if (images.fetchStage() < 0) {
        chain.send(chain.chain().judge(record), this::name, texts);
        return;
      }
      Judged judged = chain.chain().judge(record, images.fetchStage());
      if (judged.stage() != Judged.PASSED) {
        chain.send(judged, this::name, texts);
      } else if (judged.image().flatMap(ImagePart::image).isPresent()) {
        Judged rest = chain.chain().goOn(judged, null, images.fetchStage());
        chain.send(rest, this::name, texts);
      } else {
        fetch(
            judged.image().orElseThrow().imageUrl(),
            chain.codec().encode(new ShardItem.Text(judged)));
      }
    }

    /** An image that lies in the input itself: nobody need be asked for it. */
    void image(Page page) {
      fetch(page.url(), chain.codec().encode(new ShardItem.ImageBody(page.url(), page.body())));
    }

    private void fetch(String url, byte[] item) {
      int partition = images.partition(url);
      Pieces.cut(item, this::name, piece -> fetches.accept(partition, piece));
    }

    @Override
    public void skip(String kind) {
      skipped.merge(kind, 1L, Long::sum);
    }

    private Hash128 name() {
      return Hash128.of(split.toLine() + '\n' + found++);
    }
  }
}
