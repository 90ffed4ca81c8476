package io.millrace.shards.parquet;

import io.millrace.shards.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the rows of a Parquet file as values, in order. Exceptions of parquet-java about a damaged
 * file become an {@link IOException} that names the file.
 */
public final class ParquetRows<T> implements Closeable {

  private final String name;
  private final ParquetReader<Group> rows;
  private final Function<Group, T> value;

  private ParquetRows(String name, ParquetReader<Group> rows, Function<Group, T> value) {
    this.name = name;
    this.rows = rows;
    this.value = value;
  }

  /**
   * Opens a file to read all its rows.
   *
   * @param projection columns to read, or null for all
   * @param value converts a row to a value
   */
  public static <T> ParquetRows<T> open(
      StoredFile file, MessageType projection, Function<Group, T> value) throws IOException {
    return open(file, FilterCompat.NOOP, projection, value);
  }

  /** Opens a file to read the rows that pass a filter. */
  public static <T> ParquetRows<T> open(
      StoredFile file, FilterCompat.Filter filter, MessageType projection, Function<Group, T> value)
      throws IOException {
    try {
      return new ParquetRows<>(
          file.toString(), ParquetInput.of(file).rows(filter, projection), value);
    } catch (RuntimeException damaged) {
      throw new IOException(file + ": " + damaged.getMessage(), damaged);
    }
  }

  /**
   * The next value, or nothing at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  public Optional<T> next() throws IOException {
    try {
      return Optional.ofNullable(rows.read()).map(value);
    } catch (RuntimeException damaged) {
      throw new IOException(name + ": " + damaged.getMessage(), damaged);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
