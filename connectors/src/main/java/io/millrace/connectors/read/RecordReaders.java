package io.millrace.connectors.read;

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
