package io.millrace.shards.pair;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import io.millrace.shards.text.ShardWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Pairs as Parquet rows with the image in them: a group {@code image} of {@code bytes} and {@code
 * path}, which Hugging Face datasets takes for an image (the footer says so under {@code
 * huggingface}), then the columns of {@link PairRow}.
 */
public final class ImageParquetWriter implements Closeable {

  static final MessageType SCHEMA =
      PairColumns.schema(
          List.of(
              Types.optionalGroup()
                  .addField(Types.optional(BINARY).named("bytes"))
                  .addField(Types.optional(BINARY).as(stringType()).named("path"))
                  .named("image")));

  /** What datasets writes of a column of images in the files it makes. */
  private static final Map<String, String> NOTES =
      Map.of("huggingface", "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}}}}");

  private static final int LEVEL = ShardWriter.DEFAULT_LEVEL;

  private final ParquetOutput<ImageTextPair> rows;
  private final String path;

  private ImageParquetWriter(StoredFile target, String path) throws IOException {
    Set<String> texts = new TreeSet<>(PairColumns.TEXTS);
    texts.addAll(List.of("image.bytes", "image.path"));
    this.rows = new ParquetOutput<>(target, LEVEL, SCHEMA, texts, ImageParquetWriter::writeRow);
    this.path = path;
  }

  /**
   * Creates the file.
   *
   * @param target where the bytes go, usually a temporary name
   * @param path the name of the finished file in the output
   */
  public static ImageParquetWriter open(StoredFile target, String path) throws IOException {
    return new ImageParquetWriter(target, path);
  }

  /**
   * @throws IllegalArgumentException when the pair has no decoded image
   */
  public void write(ImageTextPair pair) throws IOException {
    rows.write(pair);
  }

  private static void writeRow(ImageTextPair pair, ParquetRow row) {
    PairRow values = PairRow.of(pair, "");
    String name = pair.id() + '.' + WebDatasetSettings.ImageEnding.FORMAT.of(values.format());
    row.group(
        "image",
        0,
        () -> {
          row.bytes("bytes", 0, pair.image().orElseThrow());
          row.text("path", 1, name);
        });
    PairColumns.write(values, row, 1);
  }

  public ShardInfo finish() throws IOException {
    return rows.finish(path, NOTES);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
