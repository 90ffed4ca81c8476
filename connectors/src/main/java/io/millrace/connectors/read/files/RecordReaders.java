package io.millrace.connectors.read.files;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.images.ImageFolderReader;
import io.millrace.connectors.read.images.ImageListReader;
import io.millrace.connectors.read.images.WebDatasetRecordReader;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.connectors.read.lines.LineRecordReader;
import io.millrace.connectors.read.lines.TextRecordReader;
import io.millrace.connectors.read.lines.TextRecords;
import io.millrace.connectors.read.parquet.ParquetRecordReader;
import io.millrace.connectors.read.warc.WarcRecordReader;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.util.List;

/** Makes the reader of each input format. */
public final class RecordReaders {

  private RecordReaders() {}

  /** A reader of files in a format. */
  public static RecordReader of(InputKind kind, InputSettings settings) {
    return new FileNaming(reader(kind, settings));
  }

  private static RecordReader reader(InputKind kind, InputSettings settings) {
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

  /**
   * Adds the file's name to the detail of records that report damage of a file. The folder is left
   * out, so verdicts and rejects do not depend on where the input is.
   */
  private record FileNaming(RecordReader reader) implements RecordReader {

    @Override
    public List<Split> split(String path, long size) throws IOException {
      return reader.split(path, size);
    }

    @Override
    public void read(Split split, RecordSink sink) throws IOException {
      String name = name(split.path());
      reader.read(
          split,
          new RecordSink() {
            @Override
            public void accept(InputRecord found) {
              sink.accept(
                  found instanceof UnreadableRecord unreadable ? named(unreadable, name) : found);
            }

            @Override
            public void skip(String kind) {
              sink.skip(kind);
            }
          });
    }

    /** Last part of a path; of an address without its query, which may hold a secret. */
    private static String name(String path) {
      String plain = path.contains("://") ? path.replaceFirst("[?#].*", "") : path;
      return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private static UnreadableRecord named(UnreadableRecord found, String name) {
      if (found.failure() != FailReason.DAMAGED_FILE
          && found.failure() != FailReason.DAMAGED_COMPRESSION) {
        return found;
      }
      return new UnreadableRecord(
          found.id(),
          found.url(),
          found.timestamp(),
          found.source(),
          found.failure(),
          Readable.oneLine(Address.redact(name) + ": " + found.detail()),
          found.readable(),
          found.metadata());
    }
  }
}
