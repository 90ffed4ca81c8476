package io.millrace.shards.verdict;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import io.millrace.shards.text.ShardWriter;
import java.io.IOException;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes choices of the rephrasing policy as Parquet, a row for each passage. Only {@code passage}
 * and {@code quality} can be null.
 */
public final class ChoiceWriter extends ParquetOutput<ChoiceRow> {

  private static final MessageType SCHEMA =
      Types.buildMessage()
          .addField(Types.required(BINARY).as(stringType()).named("id"))
          .addField(Types.optional(INT32).named("passage"))
          .addField(Types.required(BINARY).as(stringType()).named("language"))
          .addField(Types.optional(DOUBLE).named("quality"))
          .addField(Types.required(BINARY).as(stringType()).named("band"))
          .addField(Types.required(BINARY).as(stringType()).named("style"))
          .addField(Types.required(BINARY).as(stringType()).named("model"))
          .addField(Types.required(BINARY).as(stringType()).named("prompt"))
          .addField(Types.required(DOUBLE).named("propensity"))
          .addField(Types.required(BINARY).as(stringType()).named("outcome"))
          .addField(Types.required(BOOLEAN).named("passed"))
          .addField(Types.required(BINARY).as(stringType()).named("reason"))
          .addField(Types.required(INT32).named("prompt_tokens"))
          .addField(Types.required(INT32).named("completion_tokens"))
          .addField(Types.required(DOUBLE).named("cost"))
          .named("choice");

  private ChoiceWriter(StoredFile target, String path, int level) throws IOException {
    super(target, path, level, SCHEMA, Set.of(), ChoiceWriter::writeRow);
  }

  /** Creates the file; the arguments mean what they do for {@link ShardWriter#open}. */
  public static ChoiceWriter open(StoredFile target, String path, int level) throws IOException {
    return new ChoiceWriter(target, path, level);
  }

  private static void writeRow(ChoiceRow choice, ParquetRow row) {
    row.text("id", 0, choice.id());
    if (choice.passage() != ChoiceRow.NO_PASSAGE) {
      row.integer("passage", 1, choice.passage());
    }
    row.text("language", 2, choice.language());
    row.number("quality", 3, choice.quality());
    row.text("band", 4, choice.band());
    row.text("style", 5, choice.style());
    row.text("model", 6, choice.model());
    row.text("prompt", 7, choice.prompt());
    row.number("propensity", 8, choice.propensity());
    row.text("outcome", 9, choice.outcome());
    row.flag("passed", 10, choice.passed());
    row.text("reason", 11, choice.reason());
    row.integer("prompt_tokens", 12, choice.promptTokens());
    row.integer("completion_tokens", 13, choice.completionTokens());
    row.number("cost", 14, choice.cost());
  }
}
