package io.millrace.connectors.read;

/** The reader for each input format. */
public final class RecordReaders {

  private RecordReaders() {}

  /** A reader of files in the format that the settings name. */
  public static RecordReader of(InputSettings settings) {
    return switch (settings.kind()) {
      case WARC -> new WarcRecordReader(settings);
      case CULTURAX -> new ParquetRecordReader(settings);
      case JSONL -> new LineRecordReader(settings, new JsonRecords(settings));
      case TEXT ->
          settings.per() == InputSettings.TextUnit.LINE
              ? new LineRecordReader(settings, new TextRecords(settings))
              : new TextRecordReader(settings);
    };
  }
}
