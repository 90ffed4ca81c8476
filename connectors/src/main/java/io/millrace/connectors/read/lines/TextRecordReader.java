package io.millrace.connectors.read.lines;

import io.millrace.connectors.files.Compression;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Unreadable;
import io.millrace.connectors.read.WholeFileReader;
import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads text files with one document each: plain, gzip or zstd. An empty file gives no document.
 */
public final class TextRecordReader extends WholeFileReader {

  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;
  private final TextRecords records;

  public TextRecordReader(InputSettings settings) {
    this.settings = settings;
    this.records = new TextRecords(settings);
  }

  @Override
  protected void read(String path, RecordSink sink) throws IOException {
    try (LookAhead bytes = Compression.undone(path)) {
      try {
        readAll(bytes, sink);
      } catch (DamagedInputException damaged) {
        sink.accept(
            Unreadable.text(records.source(), damaged.reason(), damaged.getMessage(), kept(bytes)));
      }
    }
  }

  private void readAll(LookAhead bytes, RecordSink sink) throws IOException {
    while (bytes.available() <= settings.maxRecordBytes() && bytes.fill()) {
      // until the file is complete or too large
    }
    if (bytes.available() > settings.maxRecordBytes()) {
      String detail = "more than " + settings.maxRecordBytes() + " bytes";
      sink.accept(Unreadable.text(records.source(), FailReason.TOO_LARGE, detail, kept(bytes)));
      return;
    }
    int mark = LineRecordReader.byteOrderMark(bytes);
    if (bytes.available() > mark) {
      sink.accept(records.of(bytes.array(), bytes.head() + mark, bytes.available() - mark));
    }
  }

  private static byte[] kept(LookAhead bytes) {
    int length = Math.min(bytes.available(), SAMPLE_BYTES);
    return Arrays.copyOfRange(bytes.array(), bytes.head(), bytes.head() + length);
  }
}
