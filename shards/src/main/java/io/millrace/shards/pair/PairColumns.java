package io.millrace.shards.pair;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.millrace.corpus.Caption;
import io.millrace.shards.parquet.ParquetRow;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** {@link PairRow} as Parquet columns, which follow the columns of their own that a file has. */
final class PairColumns {

  /** Columns with long values that rarely repeat. */
  static final Set<String> TEXTS = Set.of("url", "caption", "exif", "page_url", "metadata");

  private PairColumns() {}

  /** A schema of the given columns and those of {@link PairRow}. */
  static MessageType schema(List<Type> first) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    first.forEach(schema::addField);
    texts(schema, "url", "caption", "key", "status");
    schema.addField(Types.optional(BINARY).as(stringType()).named("error_message"));
    for (String name : List.of("width", "height", "original_width", "original_height")) {
      schema.addField(Types.required(INT32).named(name));
    }
    texts(schema, "exif", "sha256", "id", "page_url", "timestamp", "source", "language");
    schema.addField(Types.required(DOUBLE).named("language_score"));
    texts(schema, "page_language");
    schema.addField(Types.required(BOOLEAN).named("in_content"));
    texts(schema, "format", "original_format");
    schema.addField(Types.required(INT64).named("original_bytes"));
    texts(schema, "phash");
    schema.addField(Types.optional(DOUBLE).named("score"));
    schema.addField(
        Types.requiredList()
            .requiredGroupElement()
            .addField(Types.required(BINARY).as(stringType()).named("kind"))
            .addField(Types.required(BINARY).as(stringType()).named("text"))
            .addField(Types.required(BINARY).as(stringType()).named("language"))
            .addField(Types.required(DOUBLE).named("language_score"))
            .named("captions"));
    texts(schema, "metadata");
    return schema.named("pair");
  }

  private static void texts(Types.MessageTypeBuilder schema, String... names) {
    for (String name : names) {
      schema.addField(Types.required(BINARY).as(stringType()).named(name));
    }
  }

  /** Writes the columns; the first one has index {@code at}. */
  static void write(PairRow pair, ParquetRow row, int at) {
    int i = at;
    row.text("url", i++, pair.url());
    row.text("caption", i++, pair.caption());
    row.text("key", i++, pair.key());
    row.text("status", i++, PairRow.SUCCESS);
    i++; // error_message is null
    row.integer("width", i++, pair.width());
    row.integer("height", i++, pair.height());
    row.integer("original_width", i++, pair.originalWidth());
    row.integer("original_height", i++, pair.originalHeight());
    row.text("exif", i++, pair.exif());
    row.text("sha256", i++, pair.sha256());
    row.text("id", i++, pair.id());
    row.text("page_url", i++, pair.pageUrl());
    row.text("timestamp", i++, pair.timestamp());
    row.text("source", i++, pair.source());
    row.text("language", i++, pair.language());
    row.number("language_score", i++, pair.languageScore());
    row.text("page_language", i++, pair.pageLanguage());
    row.flag("in_content", i++, pair.inContent());
    row.text("format", i++, pair.format());
    row.text("original_format", i++, pair.originalFormat());
    row.count("original_bytes", i++, pair.originalBytes());
    row.text("phash", i++, pair.phash());
    row.number("score", i++, pair.score().orElse(Double.NaN));
    row.list("captions", i++, pair.captions(), each -> writeCaption(each, row));
    row.text("metadata", i, pair.metadata());
  }

  private static void writeCaption(Caption caption, ParquetRow row) {
    row.text("kind", 0, caption.kind().key());
    row.text("text", 1, caption.text());
    row.text("language", 2, caption.language());
    double score = caption.languageScore();
    row.number("language_score", 3, Double.isFinite(score) ? score : 0);
  }
}
