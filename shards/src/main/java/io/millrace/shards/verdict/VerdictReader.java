package io.millrace.shards.verdict;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.apache.parquet.filter2.predicate.FilterApi.lt;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetInput;
import io.millrace.shards.parquet.ParquetRow;
import io.millrace.shards.parquet.ParquetRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Reads all verdicts of a file, or those of one id or URL. */
public final class VerdictReader implements Closeable {

  private static final int MAX_FOUND = 1000;

  private final ParquetRows<VerdictRow> rows;

  private VerdictReader(StoredFile file, FilterCompat.Filter filter) throws IOException {
    this.rows = ParquetRows.open(file, filter, null, VerdictReader::verdict);
  }

  public static VerdictReader open(StoredFile file) throws IOException {
    return new VerdictReader(file, FilterCompat.NOOP);
  }

  /**
   * Names of the signals of a file, in the order of their columns.
   *
   * @throws IOException when the file is damaged or cut
   */
  public static List<String> signals(StoredFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetInput.of(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      List<String> names = new ArrayList<>();
      for (int i = VerdictWriter.firstSignal(schema); i < schema.getFieldCount(); i++) {
        names.add(schema.getFieldName(i));
      }
      return names;
    } catch (RuntimeException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Rows of a record id; several if the input contains the id several times. */
  public static List<VerdictRow> byId(List<? extends StoredFile> files, String id)
      throws IOException {
    return find(files, "id", id);
  }

  /**
   * Record ids that begin with a text, in order.
   *
   * @param most maximum number of returned ids
   */
  public static SortedSet<String> ids(List<? extends StoredFile> files, String prefix, int most)
      throws IOException {
    FilterPredicate range = gtEq(binaryColumn("id"), ParquetRow.binary(prefix));
    if (!prefix.isEmpty()) {
      byte[] end = prefix.getBytes(StandardCharsets.UTF_8);
      end = Arrays.copyOf(end, end.length + 1);
      end[end.length - 1] = (byte) 0xff; // no byte of UTF-8
      range = and(range, lt(binaryColumn("id"), Binary.fromConstantByteArray(end)));
    }
    SortedSet<String> ids = new TreeSet<>();
    for (StoredFile file : files) {
      try (ParquetRows<String> rows = column(file, FilterCompat.get(range), "id")) {
        for (Optional<String> id = rows.next(); id.isPresent(); id = rows.next()) {
          ids.add(id.get());
          if (ids.size() > most) {
            ids.remove(ids.last());
          }
        }
      }
    }
    return ids;
  }

  /** Rows whose URL equals the given text, at most the first 1,000. */
  public static List<VerdictRow> byUrl(List<? extends StoredFile> files, String url)
      throws IOException {
    return find(files, "url", url);
  }

  /**
   * Reads only the one column first, skipping row groups and pages that its statistics exclude, and
   * reads complete rows only of files with a match.
   */
  private static List<VerdictRow> find(
      List<? extends StoredFile> files, String column, String value) throws IOException {
    FilterCompat.Filter filter =
        FilterCompat.get(eq(binaryColumn(column), ParquetRow.binary(value)));
    List<VerdictRow> found = new ArrayList<>();
    for (StoredFile file : files) {
      try (ParquetRows<String> first = column(file, filter, column)) {
        if (first.next().isEmpty()) {
          continue;
        }
      }
      try (VerdictReader reader = new VerdictReader(file, filter)) {
        Optional<VerdictRow> row = reader.next();
        while (row.isPresent() && found.size() < MAX_FOUND) {
          found.add(row.get());
          row = reader.next();
        }
      }
    }
    return found;
  }

  /** The values of one text column, in rows that pass a filter. */
  private static ParquetRows<String> column(
      StoredFile file, FilterCompat.Filter filter, String name) throws IOException {
    MessageType projection =
        Types.buildMessage()
            .addField(Types.required(BINARY).as(stringType()).named(name))
            .named("verdict");
    return ParquetRows.open(file, filter, projection, row -> row.getString(name, 0));
  }

  /**
   * The next row, or nothing at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  public Optional<VerdictRow> next() throws IOException {
    return rows.next();
  }

  private static VerdictRow verdict(Group row) {
    SortedMap<String, Double> signals = new TreeMap<>();
    GroupType type = row.getType();
    for (int i = VerdictWriter.firstSignal(type); i < type.getFieldCount(); i++) {
      if (row.getFieldRepetitionCount(i) > 0) {
        signals.put(type.getFieldName(i), row.getDouble(i, 0));
      }
    }
    return new VerdictRow(
        row.getString("id", 0),
        row.getString("url", 0),
        row.getString("timestamp", 0),
        row.getString("source", 0),
        row.getString("language", 0),
        row.getDouble("language_score", 0),
        row.getString("outcome", 0),
        row.getString("stage", 0),
        row.getString("reason", 0),
        row.getString("signal", 0),
        number(row, "value"),
        number(row, "threshold"),
        row.getString("duplicate_of", 0),
        row.getInteger("copies", 0),
        row.getString("shard", 0),
        row.getString("detail", 0),
        signals);
  }

  private static double number(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0 ? row.getDouble(column, 0) : Double.NaN;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
