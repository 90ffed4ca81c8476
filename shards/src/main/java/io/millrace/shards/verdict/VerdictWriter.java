package io.millrace.shards.verdict;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetOutput;
import io.millrace.shards.parquet.ParquetRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes verdicts as Parquet: a row for every input record, a nullable column of doubles for every
 * signal. Only {@code value}, {@code threshold}, {@code host}, {@code registered_domain} and the
 * signals can be null.
 */
public final class VerdictWriter implements Closeable {

  /** Index of the first signal's column; all further columns are signals. */
  private static final int FIRST_SIGNAL = 18;

  private static final String HOST = "host";

  private final ParquetOutput<VerdictRow> rows;
  private final Map<String, Integer> signals = new TreeMap<>();
  private final String[] names;

  /** Signals of the current row in the order of columns; NaN for missing ones. */
  private double[] values;

  private VerdictWriter(StoredFile target, String path, int level, List<String> signalNames)
      throws IOException {
    for (String name : signalNames) {
      if (signals.put(name, FIRST_SIGNAL + signals.size()) != null) {
        throw new IllegalArgumentException("signal '" + name + "' is named twice");
      }
    }
    this.rows =
        new ParquetOutput<>(
            target, path, level, schema(signalNames), Set.of("url"), this::writeRow);
    this.names = signalNames.toArray(new String[0]);
    this.values = new double[names.length];
  }

  /**
   * Creates the file.
   *
   * @param target file to write, usually with a temporary name
   * @param path path of the finished file in the output
   * @param level zstd level, 1..22
   * @param signals names of the signals, as {@code stage.signal}, in the order of their columns
   */
  public static VerdictWriter open(StoredFile target, String path, int level, List<String> signals)
      throws IOException {
    return new VerdictWriter(target, path, level, signals);
  }

  /** Index of the first signal's column in a file; older files have no host columns. */
  static int firstSignal(GroupType schema) {
    return schema.containsField(HOST) ? FIRST_SIGNAL : FIRST_SIGNAL - 2;
  }

  private static MessageType schema(List<String> signals) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (String name : List.of("id", "url", "timestamp", "source", "language")) {
      schema.addField(Types.required(BINARY).as(stringType()).named(name));
    }
    schema.addField(Types.required(DOUBLE).named("language_score"));
    for (String name : List.of("outcome", "stage", "reason", "signal")) {
      schema.addField(Types.required(BINARY).as(stringType()).named(name));
    }
    schema.addField(Types.optional(DOUBLE).named("value"));
    schema.addField(Types.optional(DOUBLE).named("threshold"));
    schema.addField(Types.required(BINARY).as(stringType()).named("duplicate_of"));
    schema.addField(Types.required(INT32).named("copies"));
    schema.addField(Types.required(BINARY).as(stringType()).named("shard"));
    schema.addField(Types.required(BINARY).as(stringType()).named("detail"));
    schema.addField(Types.optional(BINARY).as(stringType()).named(HOST));
    schema.addField(Types.optional(BINARY).as(stringType()).named("registered_domain"));
    for (String signal : signals) {
      schema.addField(Types.optional(DOUBLE).named(signal));
    }
    return schema.named("verdict");
  }

  /**
   * @throws IllegalArgumentException when a signal of the row has no column
   */
  public void write(VerdictRow row) throws IOException {
    double[] byPlace = new double[names.length];
    Arrays.fill(byPlace, Double.NaN);
    for (Map.Entry<String, Double> signal : row.signals().entrySet()) {
      Integer column = signals.get(signal.getKey());
      if (column == null) {
        throw new IllegalArgumentException("signal '" + signal.getKey() + "' has no column");
      }
      byPlace[column - FIRST_SIGNAL] = signal.getValue();
    }
    write(row, byPlace);
  }

  /**
   * Writes a row with its signals given separately, which saves a map for every record.
   *
   * @param row its own signals are ignored
   * @param signalValues in the order of the names in {@link #open}; NaN for missing ones
   */
  public void write(VerdictRow row, double[] signalValues) throws IOException {
    if (signalValues.length != names.length) {
      throw new IllegalArgumentException(signalValues.length + " signals, must be " + names.length);
    }
    values = signalValues;
    rows.write(row);
  }

  private void writeRow(VerdictRow verdict, ParquetRow row) {
    row.text("id", 0, verdict.id());
    row.text("url", 1, verdict.url());
    row.text("timestamp", 2, verdict.timestamp());
    row.text("source", 3, verdict.source());
    row.text("language", 4, verdict.language());
    double score = verdict.languageScore();
    row.number("language_score", 5, Double.isFinite(score) ? score : 0);
    row.text("outcome", 6, verdict.outcome());
    row.text("stage", 7, verdict.stage());
    row.text("reason", 8, verdict.reason());
    row.text("signal", 9, verdict.signal());
    row.number("value", 10, verdict.value());
    row.number("threshold", 11, verdict.threshold());
    row.text("duplicate_of", 12, verdict.duplicateOf());
    row.integer("copies", 13, verdict.copies());
    row.text("shard", 14, verdict.shard());
    row.text("detail", 15, verdict.detail());
    UrlHost host = UrlHost.of(verdict.url());
    row.optionalText(HOST, 16, host.name());
    row.optionalText("registered_domain", 17, host.registeredDomain());
    for (int i = 0; i < names.length; i++) {
      row.number(names[i], FIRST_SIGNAL + i, values[i]);
    }
  }

  public ShardInfo finish() throws IOException {
    return rows.finish();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
