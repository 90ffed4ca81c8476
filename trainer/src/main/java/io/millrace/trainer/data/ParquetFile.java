package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import io.millrace.corpus.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;

/**
 * Documents as Parquet rows, and image-text pairs, whose caption is the text. Of the columns only
 * those are read that are of use here.
 */
final class ParquetFile extends ShardFile {

  /** Largest page that is unpacked; pages of ours have about 1 MiB, or hold one large text. */
  private static final long MAX_PAGE = 1L << 29;

  private static final String DOCUMENT =
      "message document { required binary id (STRING); required binary text (STRING);"
          + " required binary source (STRING); required binary language (STRING);"
          + " optional group origin { required binary id (STRING); required binary style (STRING);"
          + " required binary model (STRING); required binary prompt (STRING);"
          + " required int32 passages; } }";
  private static final String PAIR =
      "message pair { required binary id (STRING); required binary caption (STRING);"
          + " required binary source (STRING); required binary language (STRING); }";

  private final ParquetReader<Group> rows;
  private final boolean pairs;

  ParquetFile(Path file) throws IOException {
    // documents are in folders of their languages
    this.pairs = file.getParent() != null && file.getParent().endsWith("shards");
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.set(ReadSupport.PARQUET_READ_SCHEMA, pairs ? PAIR : DOCUMENT);
    try {
      this.rows =
          new Builder(new LocalInputFile(file), settings)
              .withCodecFactory(new BoundedCodecs())
              .usePageChecksumVerification(true)
              .build();
    } catch (RuntimeException wrong) {
      throw new IOException(RunOutput.firstLine(wrong), wrong);
    }
  }

  @Override
  Item next() throws IOException {
    try {
      Group row = rows.read();
      return row == null ? null : new Item(document(row), null);
    } catch (RuntimeException wrong) {
      // parquet-java reports damage by whatever its parsers stumble over
      throw new IOException(RunOutput.firstLine(wrong), wrong);
    }
  }

  private Document document(Group row) {
    return new Document(
        row.getString("id", 0),
        row.getString(pairs ? "caption" : "text", 0),
        "",
        "",
        row.getString("source", 0),
        row.getString("language", 0),
        0,
        new TreeMap<>(),
        pairs ? Optional.empty() : origin(row));
  }

  private static Optional<Origin> origin(Group row) {
    GroupType type = row.getType();
    if (!type.containsField("origin") || row.getFieldRepetitionCount("origin") == 0) {
      return Optional.empty();
    }
    Group origin = row.getGroup("origin", 0);
    return Optional.of(
        new Origin(
            origin.getString("id", 0),
            origin.getString("style", 0),
            origin.getString("model", 0),
            origin.getString("prompt", 0),
            origin.getInteger("passages", 0)));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file, PlainParquetConfiguration settings) {
      super(file, settings);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /** parquet-java allocates whatever size a page's header states; this asks first. */
  private static final class BoundedCodecs implements CompressionCodecFactory {
    private final CodecFactory codecs = new CodecFactory(new PlainParquetConfiguration(), 1 << 20);

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return codecs.getCompressor(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      BytesInputDecompressor inner = codecs.getDecompressor(codec);
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
          check(size);
          return inner.decompress(bytes, size);
        }

        @Override
        public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int size)
            throws IOException {
          check(size);
          inner.decompress(input, inputSize, output, size);
        }

        @Override
        public void release() {
          inner.release();
        }
      };
    }

    private static void check(int size) throws IOException {
      if (size < 0 || size > MAX_PAGE) {
        throw new IOException("a page of " + size + " bytes");
      }
    }

    @Override
    public void release() {
      codecs.release();
    }
  }
}
