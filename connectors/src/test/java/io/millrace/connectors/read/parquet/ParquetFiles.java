package io.millrace.connectors.read.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files made for tests. */
public final class ParquetFiles {

  static final MessageType CULTURAX =
      MessageTypeParser.parseMessageType(
          "message culturax { optional binary text (STRING); optional binary timestamp (STRING);"
              + " optional binary url (STRING); optional binary source (STRING); }");

  private ParquetFiles() {}

  static String text(int number) {
    return "Absatz " + number + " über Wälder, " + Integer.toString(number * 7919, 36).repeat(9);
  }

  static Group row(int number) {
    Group row = new SimpleGroupFactory(CULTURAX).newGroup();
    row.append("text", text(number));
    row.append("timestamp", "2019/12/31 23:00:0" + number % 10);
    row.append("url", "https://example.de/" + number);
    row.append("source", "mC4");
    return row;
  }

  public static byte[] culturax(int rows, CompressionCodecName codec) throws IOException {
    List<Group> groups = new java.util.ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      groups.add(row(i));
    }
    return write(CULTURAX, groups, codec);
  }

  /** Writes small row groups of small pages. */
  public static byte[] write(MessageType schema, List<Group> rows, CompressionCodecName codec)
      throws IOException {
    Output output = new Output();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(output)
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(true)
            .withRowGroupSize(1500L)
            .withPageSize(400)
            .withMinRowCountForPageSizeCheck(1)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return output.bytes.toByteArray();
  }

  /** Pages of a column, written as they are given. */
  interface Pages {
    void to(ParquetFileWriter file) throws IOException;
  }

  /** A file of one row group of one column, without checksums. */
  static byte[] ofPages(String column, int rows, Pages pages) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + column + "; }");
    Output output = new Output();
    ParquetFileWriter file =
        new ParquetFileWriter(output, schema, ParquetFileWriter.Mode.CREATE, 1 << 20, 0);
    file.start();
    file.startBlock(rows);
    file.startColumn(schema.getColumns().get(0), rows, CompressionCodecName.UNCOMPRESSED);
    pages.to(file);
    file.endColumn();
    file.endBlock();
    file.end(new TreeMap<>());
    return output.bytes.toByteArray();
  }

  private static final class Output implements OutputFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public PositionOutputStream create(long blockSize) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
          bytes.write(source, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
