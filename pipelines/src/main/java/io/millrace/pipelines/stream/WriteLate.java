package io.millrace.pipelines.stream;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.flow.LogFields;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.shard.ExternalSorter;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.text.RejectWriter;
import io.millrace.shards.text.ShardWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes late records to {@code late/<start>/}, in the format of rejects, with the verdict late.
 * The name of a file is a hash of its content, so writing it again after a restart gives the same
 * file.
 */
public final class WriteLate extends PTransform<PCollection<KV<Long, SegmentUnit>>, PDone> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(WriteLate.class);

  private final MillPlan plan;

  WriteLate(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PDone expand(PCollection<KV<Long, SegmentUnit>> units) {
    units.apply("WriteLateRecords", ParDo.of(new WriteLateFn(plan)));
    return PDone.in(units.getPipeline());
  }

  private static final class WriteLateFn extends DoFn<KV<Long, SegmentUnit>, Void> {

    private static final long serialVersionUID = 1L;

    private final Counter records = Metrics.counter(WriteLate.class, "late_records");
    private final MillPlan plan;
    private transient WindowTimes windows;

    WriteLateFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      windows = plan.windows();
    }

    @ProcessElement
    public void write(@Element KV<Long, SegmentUnit> element) throws IOException {
      List<Segment> texts = element.getValue().texts();
      if (texts.isEmpty()) {
        return;
      }
      SortedSet<String> files = Segment.files(texts.stream().map(Segment::toItem).toList());
      try (ExternalSorter sorter = new ExternalSorter(plan.temporaryFolder(), plan.sortMemory())) {
        Hash128 content = sort(texts, sorter);
        String window = windows.name(element.getKey());
        LogFields.during(plan, windows, element.getKey(), () -> write(window, content, sorter));
      } catch (UncheckedIOException failure) {
        if (failure.getCause() instanceof FileNotFoundException) {
          // the file is deleted only after the unit is written
          return;
        }
        throw failure;
      }
      Segment.delete(plan.output(), files);
    }

    /** Sorts the texts in the segments; returns a hash of all items. */
    private Hash128 sort(List<Segment> texts, ExternalSorter sorter) throws IOException {
      List<Hash128> hashes = new ArrayList<>();
      try (Pieces pieces = new Pieces(plan.temporaryFolder())) {
        List<EncodedItem> names = texts.stream().map(Segment::toItem).toList();
        for (EncodedItem item : Segment.items(plan.output(), names)) {
          Optional<EncodedItem> whole = pieces.add(item);
          if (whole.isPresent()) {
            hashes.add(Hash128.of(whole.get().tagged()));
            if (whole.get().kind() == ItemKind.TEXT) {
              sorter.add(whole.get().bytes());
            }
          }
        }
      }
      return Hash128.of(hashes.stream().sorted().map(Hash128::toHex).toList().toString());
    }

    private void write(String window, Hash128 content, ExternalSorter sorter) throws IOException {
      String path =
          Shards.LATE
              + '/'
              + window
              + "/part-"
              + content.toHex()
              + '.'
              + ShardFormat.JSONL.extension();
      ResourceId output = BeamFiles.folder(plan.output());
      ResourceId temporary =
          BeamFiles.resolve(output, Shards.WORK + "/tmp/" + path.replace('/', '_'));
      long written = 0;
      try (RejectWriter writer =
          RejectWriter.open(new BeamFile(temporary), path, ShardWriter.DEFAULT_LEVEL)) {
        for (Iterator<byte[]> all = sorter.sorted(); all.hasNext(); ) {
          writer.write(ShardItemCodec.decodeUnread(all.next()).document(), new Verdict.Late());
          records.inc();
          written++;
        }
        writer.finish();
      }
      LOG.info("{} late records", written);
      plan.claim().check();
      DurableFiles.rename(List.of(temporary), List.of(BeamFiles.resolve(output, path)));
    }
  }
}
