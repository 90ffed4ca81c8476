package io.millrace.connectors.read.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.io.ParquetDecodingException;

/** Checks the sizes in Parquet pages against the available bytes and fixed limits. */
final class PageSizes {

  /** Bytes of heap for a dictionary entry in parquet-java. */
  static final long ENTRY_BYTES = 48;

  private static final int MOST_ENTRIES = 1 << 22;

  /**
   * Maximum values of a bit-packed run and of a page of deltas, which parquet-java holds as
   * numbers.
   */
  private static final int MOST_VALUES = 1 << 24;

  private static final int MOST_BLOCK = 1 << 16;

  /** Maximum padding of a bit-packed run in values; writers use 504. */
  private static final int PADDING = 512;

  private static final int GROUP = 8;
  private static final int LENGTH_BYTES = 4;

  private PageSizes() {}

  static int width(int maxLevel) {
    return 32 - Integer.numberOfLeadingZeros(maxLevel);
  }

  /**
   * @throws ParquetDecodingException when the entries do not fit into the bytes
   */
  static void checkDictionary(ColumnDescriptor column, int entries, long bytes) {
    long least =
        switch (column.getPrimitiveType().getPrimitiveTypeName()) {
          case INT64, DOUBLE -> 8;
          case FIXED_LEN_BYTE_ARRAY -> Math.max(1, column.getPrimitiveType().getTypeLength());
          default -> 4;
        };
    if (entries < 0 || entries > MOST_ENTRIES || entries * least > bytes) {
      throw bad("a dictionary of " + entries + " entries in " + bytes + " bytes");
    }
  }

  /** Checks definition levels and skips them. */
  static void checkLevels(ByteBuffer in, Encoding encoding, int maxLevel, int values) {
    int width = width(maxLevel);
    if (encoding != Encoding.RLE) {
      long bytes = ((long) values * width + GROUP - 1) / GROUP;
      in.position((int) Math.min(in.limit(), in.position() + bytes));
      return;
    }
    ByteBuffer levels = prefixed(in);
    in.position(in.position() + LENGTH_BYTES + levels.remaining());
    checkRuns(levels, width, values);
  }

  private static ByteBuffer prefixed(ByteBuffer in) {
    int length = in.remaining() < LENGTH_BYTES ? -1 : little(in).getInt(in.position());
    if (length < 0 || length > in.remaining() - LENGTH_BYTES) {
      throw bad("runs of " + length + " bytes in " + in.remaining());
    }
    return in.slice(in.position() + LENGTH_BYTES, length);
  }

  private static ByteBuffer little(ByteBuffer in) {
    return in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Checks runs of equal and bit-packed values. */
  static void checkRuns(ByteBuffer runs, int width, long values) {
    if (width < 0 || width > Integer.SIZE) {
      throw bad("values of " + width + " bits");
    }
    ByteBuffer in = runs.duplicate();
    long seen = 0;
    while (in.hasRemaining() && seen < values) {
      int head = varint(in);
      long count = head >>> 1;
      long bytes = (width + GROUP - 1) / GROUP;
      if ((head & 1) == 1) {
        bytes = count * width;
        count *= GROUP;
        if (count > Math.min(MOST_VALUES, values - seen + PADDING)
            || bytes > in.remaining() + width) {
          throw bad("a run of " + count + " values in " + in.remaining() + " bytes");
        }
      }
      seen += count;
      in.position((int) Math.min(in.limit(), in.position() + bytes));
    }
  }

  /**
   * Checks the values of a data page.
   *
   * @param values the page's bytes after its levels
   * @param count number of values of the page, including nulls
   * @param maxValue largest value in bytes
   * @return bytes of heap that parquet-java needs to decode the page, without the page itself
   */
  static long checkValues(
      ColumnDescriptor column, ByteBuffer values, Encoding encoding, int count, long maxValue)
      throws IOException {
    ByteBuffer in = values.duplicate();
    switch (encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (in.hasRemaining()) {
          int width = in.get();
          checkRuns(in, width, count);
        }
      }
      case RLE -> checkRuns(prefixed(in), 1, count);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> {
        return (long) Long.BYTES * checkDeltas(in, count);
      }
      case DELTA_BYTE_ARRAY -> {
        return checkPrefixes(in, count, maxValue);
      }
      default -> {
        // plain values, bits and byte streams need no more than their bytes
      }
    }
    return 0;
  }

  /** Checks the header of deltas and returns the number of values. */
  private static int checkDeltas(ByteBuffer deltas, int count) {
    ByteBuffer in = deltas.duplicate();
    int block = varint(in);
    int miniBlocks = varint(in);
    int total = varint(in);
    boolean right =
        block > 0
            && block <= MOST_BLOCK
            && miniBlocks > 0
            && miniBlocks <= block
            && total >= 0
            && total <= Math.min(count, MOST_VALUES);
    if (!right) {
      throw bad("deltas of " + total + " values in blocks of " + block + " by " + miniBlocks);
    }
    return total;
  }

  /**
   * Checks values that share a prefix with the value before; parquet-java builds each completely.
   */
  private static long checkPrefixes(ByteBuffer values, int count, long maxValue)
      throws IOException {
    ByteBufferInputStream in = ByteBufferInputStream.wrap(values.duplicate());
    int total = checkDeltas(values, count);
    DeltaBinaryPackingValuesReader prefixes = new DeltaBinaryPackingValuesReader();
    prefixes.initFromPage(count, in);
    ByteBuffer rest = in.slice(in.available());
    if (checkDeltas(rest, count) != total) {
      throw bad("prefixes and suffixes of different numbers");
    }
    DeltaBinaryPackingValuesReader suffixes = new DeltaBinaryPackingValuesReader();
    suffixes.initFromPage(count, ByteBufferInputStream.wrap(rest));
    long length = 0;
    for (int i = 0; i < total; i++) {
      int prefix = prefixes.readInteger();
      int suffix = suffixes.readInteger();
      if (prefix < 0 || suffix < 0 || prefix > length || prefix + (long) suffix > maxValue) {
        throw bad("a value of " + suffix + " bytes after " + prefix + " of " + length);
      }
      length = prefix + suffix;
    }
    return 2L * Long.BYTES * total;
  }

  private static int varint(ByteBuffer in) {
    long value = 0;
    try {
      for (int shift = 0; shift < Integer.SIZE; shift += 7) {
        int b = in.get();
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          return (int) value;
        }
      }
    } catch (BufferUnderflowException cut) {
      throw bad("a number that is cut");
    }
    throw bad("a number of more than 32 bits");
  }

  private static ParquetDecodingException bad(String detail) {
    return new ParquetDecodingException("damaged page: " + detail);
  }
}
