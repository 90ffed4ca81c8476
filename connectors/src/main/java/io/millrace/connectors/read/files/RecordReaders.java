package io.millrace.connectors.read.files;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.images.ImageFolderReader;
import io.millrace.connectors.read.images.ImageListReader;
import io.millrace.connectors.read.images.WebDatasetRecordReader;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.connectors.read.lines.LineRecordReader;
import io.millrace.connectors.read.lines.TextRecordReader;
import io.millrace.connectors.read.lines.TextRecords;
import io.millrace.connectors.read.parquet.ParquetRecordReader;
import io.millrace.connectors.read.warc.WarcRecordReader;

/** The reader for each input format. */
public final class RecordReaders {

  private RecordReaders() {}

  /** A reader of files in a format. */
  public static RecordReader of(InputKind kind, InputSettings settings) {
    return switch (kind) {
      case WARC -> new WarcRecordReader(settings);
      case PARQUET, CULTURAX -> new ParquetRecordReader(settings, kind);
      case JSONL -> new LineRecordReader(settings, new JsonRecords(settings, kind));
      case TEXT ->
          settings.per() == InputSettings.TextUnit.LINE
              ? new LineRecordReader(settings, new TextRecords(settings))
              : new TextRecordReader(settings);
      case IMAGE_LIST -> new ImageListReader(settings);
      case WEBDATASET -> new WebDatasetRecordReader(settings);
      case IMAGE_FOLDER -> new ImageFolderReader(settings);
    };
  }
}
