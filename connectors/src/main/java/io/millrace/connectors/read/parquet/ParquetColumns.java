package io.millrace.connectors.read.parquet;

import io.millrace.connectors.read.Readable;
import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads the columns of a row group with at most one value a row as text. Rows are read directly
 * from the column readers, since nothing must be assembled.
 */
final class ParquetColumns {

  private final List<ColumnDescriptor> descriptors;
  private final List<ColumnReader> readers = new ArrayList<>();
  private final long maxValueBytes;

  /**
   * @param schema result of {@link #flat}
   */
  ParquetColumns(PageReadStore pages, MessageType schema, String createdBy, long maxValueBytes) {
    this.maxValueBytes = maxValueBytes;
    descriptors = schema.getColumns();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(pages, new IgnoringGroup(), schema, createdBy);
    for (ColumnDescriptor descriptor : descriptors) {
      readers.add(store.getColumnReader(descriptor));
    }
  }

  /** The columns of a schema with at most one value a row and a type that can be text. */
  static MessageType flat(MessageType schema) {
    return new MessageType(schema.getName(), flatFields(schema));
  }

  private static List<Type> flatFields(GroupType group) {
    List<Type> kept = new ArrayList<>();
    for (Type field : group.getFields()) {
      if (field.isRepetition(Type.Repetition.REPEATED)) {
        continue;
      }
      if (!field.isPrimitive()) {
        List<Type> inner = flatFields(field.asGroupType());
        if (!inner.isEmpty()) {
          kept.add(field.asGroupType().withNewFields(inner));
        }
      } else if (field.asPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.INT96) {
        kept.add(field);
      }
    }
    return kept;
  }

  static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  int size() {
    return descriptors.size();
  }

  String name(int column) {
    return name(descriptors.get(column));
  }

  /** The value of a column in this row, or null. */
  String value(int column) throws DamagedInputException {
    ColumnReader reader = readers.get(column);
    ColumnDescriptor descriptor = descriptors.get(column);
    if (reader.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
      return null;
    }
    PrimitiveType type = descriptor.getPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> text(reader.getBinary());
      case INT32 -> date(type, reader.getInteger());
      case INT64 -> timestamp(type, reader.getLong());
      case BOOLEAN -> Boolean.toString(reader.getBoolean());
      case FLOAT -> Float.toString(reader.getFloat());
      case DOUBLE -> Double.toString(reader.getDouble());
      case INT96 -> null;
    };
  }

  /** Whether a column has bytes that are not text. */
  boolean isBytes(int column) {
    PrimitiveType type = descriptors.get(column).getPrimitiveType();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && type.getLogicalTypeAnnotation() == null;
  }

  /** The value of a bytes column in this row, or null. */
  byte[] bytes(int column) throws DamagedInputException {
    ColumnReader reader = readers.get(column);
    if (reader.getCurrentDefinitionLevel() < descriptors.get(column).getMaxDefinitionLevel()) {
      return null;
    }
    return bounded(reader.getBinary()).getBytes();
  }

  void nextRow() {
    for (ColumnReader reader : readers) {
      reader.consume();
    }
  }

  private String text(Binary value) throws DamagedInputException {
    byte[] bytes = bounded(value).getBytesUnsafe();
    return Readable.strictUtf8(bytes, 0, bytes.length);
  }

  private Binary bounded(Binary value) throws DamagedInputException {
    if (value.length() > maxValueBytes) {
      throw new DamagedInputException(
          FailReason.TOO_LARGE, "a value of " + value.length() + " bytes");
    }
    return value;
  }

  private static String date(PrimitiveType type, int value) {
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
        ? LocalDate.ofEpochDay(value).toString()
        : Integer.toString(value);
  }

  private static String timestamp(PrimitiveType type, long value) {
    if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
      ChronoUnit unit =
          switch (timestamp.getUnit()) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
          };
      return Instant.EPOCH.plus(value, unit).toString();
    }
    return Long.toString(value);
  }

  /** The column readers require converters, although nothing is converted. */
  private static final class IgnoringGroup extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new Ignoring();
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  private static final class Ignoring extends PrimitiveConverter {
    @Override
    public GroupConverter asGroupConverter() {
      return new IgnoringGroup();
    }
  }
}
