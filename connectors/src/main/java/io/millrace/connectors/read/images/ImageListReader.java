package io.millrace.connectors.read.images;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.Compression;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.lines.CsvRecordReader;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.connectors.read.lines.LineRecordReader;
import io.millrace.connectors.read.parquet.ParquetRecordReader;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads lists of images in Parquet, JSON Lines, CSV or TSV. The file's name, else its first bytes,
 * decide which.
 */
public final class ImageListReader implements RecordReader {

  private static final int[] PARQUET_MAGIC = {'P', 'A', 'R', '1'};

  private final RecordReader parquet;
  private final RecordReader lines;
  private final RecordReader csv;

  public ImageListReader(InputSettings settings) {
    this.parquet = new ParquetRecordReader(settings, InputKind.IMAGE_LIST);
    this.lines = new LineRecordReader(settings, new JsonRecords(settings, InputKind.IMAGE_LIST));
    this.csv = new CsvRecordReader(settings, InputKind.IMAGE_LIST);
  }

  private RecordReader of(String path) throws IOException {
    String name = path.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
    if (name.endsWith(".parquet")) {
      return parquet;
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return csv;
    }
    if (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".ndjson")) {
      return lines;
    }
    try (LookAhead bytes = LookAhead.ofFile(BeamFile.at(path), 0)) {
      bytes.require(PARQUET_MAGIC.length);
      boolean magic = bytes.available() >= PARQUET_MAGIC.length;
      for (int i = 0; magic && i < PARQUET_MAGIC.length; i++) {
        magic = bytes.peek(i) == PARQUET_MAGIC[i];
      }
      if (magic) {
        return parquet;
      }
      boolean json = bytes.available() > 0 && bytes.peek(0) == '{';
      return json || Compression.of(path) != Compression.NONE ? lines : csv;
    }
  }

  @Override
  public List<Split> split(String path, long size) throws IOException {
    return of(path).split(path, size);
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    of(split.path()).read(split, sink);
  }
}
