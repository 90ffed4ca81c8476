package io.millrace.shards.pair;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import io.millrace.shards.text.ShardWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes pairs as Parquet rows that contain the image: a group {@code image} of {@code bytes} and
 * {@code path}, then the columns of {@link PairRow}. The footer marks the group under {@code
 * huggingface}, so Hugging Face datasets loads it as an image.
 */
public final class ImageParquetWriter extends ParquetOutput<ImageTextPair> {

  static final MessageType SCHEMA =
      PairColumns.schema(
          List.of(
              Types.optionalGroup()
                  .addField(Types.optional(BINARY).named("bytes"))
                  .addField(Types.optional(BINARY).as(stringType()).named("path"))
                  .named("image")));

  /** The footer entry that Hugging Face datasets writes for a column of images. */
  private static final Map<String, String> NOTES =
      Map.of("huggingface", "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}}}}");

  private ImageParquetWriter(StoredFile target, String path) throws IOException {
    super(target, path, ShardWriter.DEFAULT_LEVEL, SCHEMA, texts(), ImageParquetWriter::writeRow);
  }

  /**
   * Creates the file.
   *
   * @param target file to write, usually with a temporary name
   * @param path path of the finished file in the output
   */
  public static ImageParquetWriter open(StoredFile target, String path) throws IOException {
    return new ImageParquetWriter(target, path);
  }

  private static Set<String> texts() {
    Set<String> texts = new TreeSet<>(PairColumns.TEXTS);
    texts.addAll(List.of("image.bytes", "image.path"));
    return texts;
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

  @Override
  public ShardInfo finish() throws IOException {
    return finish(NOTES);
  }
}
