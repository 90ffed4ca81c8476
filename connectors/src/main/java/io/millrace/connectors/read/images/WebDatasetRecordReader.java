package io.millrace.connectors.read.images;

import io.millrace.connectors.files.Compression;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Unreadable;
import io.millrace.connectors.read.WholeFileReader;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.shards.file.LookAhead;
import io.millrace.shards.pair.SampleReader;
import io.millrace.shards.pair.SampleReader.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads tar files of samples from millrace, img2dataset and others: plain, gzip or zstd. */
public final class WebDatasetRecordReader extends WholeFileReader {

  private final InputSettings settings;
  private final ImageFiles images;

  public WebDatasetRecordReader(InputSettings settings) {
    this.settings = settings;
    this.images = new ImageFiles(settings, InputKind.WEBDATASET);
  }

  @Override
  protected void read(String path, RecordSink sink) throws IOException {
    try (LookAhead bytes = Compression.undone(path)) {
      SampleReader samples = new SampleReader(bytes, settings.maxRecordBytes(), sink::skip);
      for (Optional<Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
        accept(next.get(), sink);
      }
    }
  }

  private void accept(Sample sample, RecordSink sink) {
    Map<String, byte[]> members = sample.members();
    boolean image = ImageFiles.IMAGES.stream().anyMatch(members::containsKey);
    boolean text = members.containsKey("txt") || members.containsKey("json");
    if (sample.problem().isPresent()) {
      reject(sample, sample.problem().get(), sample.detail(), sink);
      if (sample.damaged() && image && text) {
        sink.accept(images.record(sample.key(), members));
      }
    } else if (image || members.containsKey("json") && !sample.resumed()) {
      sink.accept(images.record(sample.key(), members));
    } else if (!sample.resumed()) {
      reject(sample, FailReason.MISSING_IMAGE, "no image of a kind that is known", sink);
    }
    // otherwise it is the rest of a sample that was reported with the damage before it
  }

  private void reject(Sample sample, FailReason reason, String detail, RecordSink sink) {
    String source = settings.sourceOr(InputKind.WEBDATASET.key());
    StringBuilder what = new StringBuilder(sample.key()).append('\n').append(detail);
    sample.members().forEach((type, bytes) -> what.append('\n').append(type).append(bytes.length));
    byte[] text = sample.members().getOrDefault("txt", new byte[0]);
    String id =
        RecordId.ofContent(source, "", "", what.toString().getBytes(StandardCharsets.UTF_8));
    sink.accept(Unreadable.of(id, source, reason, detail, Readable.text(text)));
  }
}
