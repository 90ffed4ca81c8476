package io.millrace.shards.text;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import io.millrace.corpus.Document;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Origin;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import java.io.IOException;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes documents as Parquet rows with the columns of {@link io.millrace.corpus.DocumentJson}.
 * Only the group {@code origin} is null, for documents that were not rephrased. Metadata is a list
 * of {@code {key, value}}, because Hugging Face datasets rejects files with a map.
 */
public final class ParquetShardWriter extends ParquetOutput<EncodedDocument>
    implements ShardWriter {

  static final MessageType SCHEMA =
      Types.buildMessage()
          .addField(Types.required(BINARY).as(stringType()).named("id"))
          .addField(Types.required(BINARY).as(stringType()).named("text"))
          .addField(Types.required(BINARY).as(stringType()).named("url"))
          .addField(Types.required(BINARY).as(stringType()).named("timestamp"))
          .addField(Types.required(BINARY).as(stringType()).named("source"))
          .addField(Types.required(BINARY).as(stringType()).named("language"))
          .addField(Types.required(DOUBLE).named("language_score"))
          .addField(
              Types.requiredList()
                  .requiredGroupElement()
                  .addField(Types.required(BINARY).as(stringType()).named("key"))
                  .addField(Types.required(BINARY).as(stringType()).named("value"))
                  .named("metadata"))
          .addField(
              Types.optionalGroup()
                  .addField(Types.required(BINARY).as(stringType()).named("id"))
                  .addField(Types.required(BINARY).as(stringType()).named("style"))
                  .addField(Types.required(BINARY).as(stringType()).named("model"))
                  .addField(Types.required(BINARY).as(stringType()).named("prompt"))
                  .addField(Types.required(INT32).named("passages"))
                  .named("origin"))
          .named("document");

  ParquetShardWriter(StoredFile target, String path, int level) throws IOException {
    super(target, path, level, SCHEMA, Set.of("text", "url"), ParquetShardWriter::writeRow);
  }

  private static void writeRow(EncodedDocument encoded, ParquetRow row) {
    Document document = encoded.rest();
    row.text("id", 0, document.id());
    row.bytes("text", 1, encoded.text());
    row.text("url", 2, document.url());
    row.text("timestamp", 3, document.timestamp());
    row.text("source", 4, document.source());
    row.text("language", 5, document.language());
    double score = document.languageScore();
    row.number("language_score", 6, Double.isFinite(score) ? score : 0);
    row.entries("metadata", 7, document.metadata());
    document.origin().ifPresent(origin -> writeOrigin(origin, row));
  }

  private static void writeOrigin(Origin origin, ParquetRow row) {
    row.group(
        "origin",
        8,
        () -> {
          row.text("id", 0, origin.id());
          row.text("style", 1, origin.style());
          row.text("model", 2, origin.model());
          row.text("prompt", 3, origin.prompt());
          row.integer("passages", 4, origin.passages());
        });
  }
}
