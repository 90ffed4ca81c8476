package io.millrace.pipelines.run;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.shards.RejectWriter;
import io.millrace.connectors.shards.ShardFormat;
import io.millrace.connectors.shards.ShardWriter;
import io.millrace.connectors.shards.Shards;
import io.millrace.corpus.Document;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.shard.ExternalSorter;
import io.millrace.pipelines.shard.Pieces;
import io.millrace.pipelines.shard.ShardItem;
import io.millrace.pipelines.shard.ShardItemCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes what came after its window was closed to {@code late/<start>/}, in the form of rejects
 * with the verdict late. A file is named by the content it was made of, so writing it again after a
 * restart gives the same file.
 */
final class WriteLate extends PTransform<PCollection<KV<Long, byte[]>>, PDone> {

  /** Folder of an output in which late records are. */
  static final String FOLDER = "late";

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  WriteLate(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PDone expand(PCollection<KV<Long, byte[]>> units) {
    units.apply("WriteLateRecords", ParDo.of(new WriteLateFn(plan)));
    return PDone.in(units.getPipeline());
  }

  private static final class WriteLateFn extends DoFn<KV<Long, byte[]>, Void> {

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
    public void write(@Element KV<Long, byte[]> element) throws IOException {
      List<Segment> texts = SegmentBuffer.Unit.of(element.getValue()).texts();
      if (texts.isEmpty()) {
        return;
      }
      String window = windows.name(element.getKey());
      String file = texts.get(0).file();
      String path =
          FOLDER
              + '/'
              + window
              + "/part-"
              + file.substring(file.lastIndexOf('/') + 1)
              + '.'
              + ShardFormat.JSONL.extension();
      ResourceId output = FileSystems.matchNewResource(plan.output(), true);
      if (new OutputFolder(plan.output()).exists(path)) {
        return;
      }
      ResourceId temporary =
          BeamFiles.resolve(output, Shards.WORK + "/tmp/" + path.replace('/', '_'));
      try (RejectWriter writer = RejectWriter.open(temporary, path, ShardWriter.DEFAULT_LEVEL)) {
        records.inc(writeAll(writer, texts));
        writer.finish();
      }
      FileSystems.rename(List.of(temporary), List.of(BeamFiles.resolve(output, path)));
      if (new OutputFolder(windows.output(plan.output(), element.getKey()))
          .exists(Shards.SUCCESS)) {
        // nobody else can still want it
        WorkFolder.delete(FileSystems.match(Segment.address(plan.output(), file)));
      }
    }

    private long writeAll(RejectWriter writer, List<Segment> texts) throws IOException {
      ShardItemCodec codec = new ShardItemCodec();
      Path folder = plan.temporaryFolder();
      long count = 0;
      try (ExternalSorter sorter = new ExternalSorter(folder, plan.sortMemory());
          Pieces pieces = new Pieces(folder)) {
        for (byte[] item :
            Segment.items(plan.output(), texts.stream().map(Segment::toBytes).toList())) {
          Optional<byte[]> whole =
              ShardItemCodec.isPiece(item) ? pieces.add(item) : Optional.of(item);
          if (whole.isPresent()) {
            sorter.add(whole.get());
          }
        }
        for (Iterator<byte[]> all = sorter.sorted(); all.hasNext(); ) {
          if (codec.decode(all.next()) instanceof ShardItem.Text text) {
            Document document = text.judged().document();
            writer.write(document, new Verdict.Late());
            count++;
          }
        }
      }
      return count;
    }
  }
}
