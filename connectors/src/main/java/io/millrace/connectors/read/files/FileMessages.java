package io.millrace.connectors.read.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.MessageKind;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.connectors.read.lines.LineRecordReader;
import io.millrace.connectors.read.lines.LineRecords;
import io.millrace.connectors.read.parquet.ParquetRecordReader;
import io.millrace.connectors.read.warc.WarcBlocks;
import io.millrace.connectors.read.warc.WarcRecordReader;
import io.millrace.connectors.read.warc.WarcRecords;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts files into messages: unchanged WARC records, unchanged lines of JSON, rows of Parquet as
 * JSON. {@link MessageRecords} makes the same records from them as the readers of the files.
 */
public final class FileMessages {

  /** Inputs whose files can be sent. */
  public static final Set<InputKind> INPUTS =
      Set.of(
          InputKind.WARC,
          InputKind.JSONL,
          InputKind.PARQUET,
          InputKind.CULTURAX,
          InputKind.IMAGE_LIST);

  /**
   * One message.
   *
   * @param input input of the file
   * @param record record of the message; unreadable when it is damaged JSON
   */
  public record Message(MessageKind kind, InputKind input, byte[] value, InputRecord record) {

    /** The input, if it is not the default of the kind. */
    public Optional<InputKind> statedInput() {
      return kind.input().filter(input::equals).isPresent() ? Optional.empty() : Optional.of(input);
    }
  }

  /** Receives the content of a file. */
  public interface Sink {

    void accept(Message message);

    /** Receives a record that is too damaged to be sent. */
    void damaged(UnreadableRecord record);

    /** Tells of a record without a verdict, which is not sent. */
    void skip(String kind);
  }

  private final InputKind input;
  private final InputSettings settings;

  /**
   * @throws IllegalArgumentException when files of that input cannot be sent
   */
  public FileMessages(InputKind input, InputSettings settings) {
    if (!INPUTS.contains(input)) {
      throw new IllegalArgumentException("files of " + input.key() + " cannot be sent");
    }
    this.input = input;
    this.settings = settings;
  }

  /** The input kind of a file by its name; empty when unknown. */
  public static Optional<InputKind> inputOf(String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
    if (name.endsWith(".warc") || name.endsWith(".wet")) {
      return Optional.of(InputKind.WARC);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".ndjson")) {
      return Optional.of(InputKind.JSONL);
    }
    return name.endsWith(".parquet") ? Optional.of(InputKind.CULTURAX) : Optional.empty();
  }

  /** Passes all messages of a file to the sink, in order. */
  public void read(String path, long size, Sink sink) throws IOException {
    Cut cut = new Cut(sink);
    RecordReader reader = reader(path, cut);
    for (Split split : reader.split(path, size)) {
      reader.read(split, cut);
    }
  }

  private RecordReader reader(String path, Cut cut) {
    boolean parquet = path.toLowerCase(Locale.ROOT).endsWith(".parquet");
    return switch (input) {
      case WARC -> new WarcRecordReader(settings, sink -> new KeptBlocks(settings, sink, cut));
      case PARQUET, CULTURAX ->
          new ParquetRecordReader(settings, input, row -> cut.next = utf8(row));
      case IMAGE_LIST ->
          parquet
              ? new ParquetRecordReader(settings, input, row -> cut.next = utf8(row))
              : lines(cut);
      default -> lines(cut);
    };
  }

  private RecordReader lines(Cut cut) {
    JsonRecords records = new JsonRecords(settings, input);
    return new LineRecordReader(
        settings,
        new LineRecords() {
          @Override
          public InputRecord of(byte[] bytes, int offset, int length) {
            cut.next = Arrays.copyOfRange(bytes, offset, offset + length);
            return records.of(bytes, offset, length);
          }

          @Override
          public String source() {
            return records.source();
          }
        });
  }

  private static byte[] utf8(ObjectNode row) {
    return row.toString().getBytes(StandardCharsets.UTF_8);
  }

  private MessageKind kind() {
    return switch (input) {
      case WARC -> MessageKind.WARC;
      case IMAGE_LIST -> MessageKind.IMAGE_TEXT;
      default -> MessageKind.DOCUMENT;
    };
  }

  /** Combines a record with its bytes, which arrive just before it. */
  private final class Cut implements RecordSink {
    private final Sink sink;
    private byte[] next;

    Cut(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(InputRecord found) {
      byte[] value = next;
      next = null;
      if (value != null) {
        sink.accept(new Message(kind(), input, value, found));
      } else {
        sink.damaged((UnreadableRecord) found);
      }
    }

    @Override
    public void skip(String kind) {
      next = null;
      sink.skip(kind);
    }
  }

  /** Keeps the bytes of undamaged records. */
  private static final class KeptBlocks extends WarcRecords {
    private final Cut cut;

    KeptBlocks(InputSettings settings, RecordSink sink, Cut cut) {
      super(settings, sink);
      this.cut = cut;
    }

    @Override
    public void accept(WarcBlocks.Block block) {
      cut.next = block.isWhole() ? bytes(block) : null;
      super.accept(block);
    }

    private static byte[] bytes(WarcBlocks.Block block) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(block.block().length + 1024);
      StringBuilder head = new StringBuilder("WARC/1.1\r\n");
      for (Map.Entry<String, List<String>> header : block.headers().map().entrySet()) {
        for (String value : header.getValue()) {
          head.append(header.getKey()).append(": ").append(value).append("\r\n");
        }
      }
      bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(block.block());
      bytes.writeBytes(new byte[] {'\r', '\n', '\r', '\n'});
      return bytes.toByteArray();
    }
  }
}
