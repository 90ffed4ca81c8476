package io.millrace.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Escapes UTF-8 for a JSON string: quotation marks, backslashes and control characters (RFC 8259),
 * in the short form where one exists. Eight bytes are examined at once, because only about one byte
 * in a hundred needs an escape.
 */
final class JsonEscapes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;

  private static final int LONGEST = 6;

  private static final byte[][] ESCAPES = escapes();

  private JsonEscapes() {}

  private static byte[][] escapes() {
    byte[][] escapes = new byte[128][];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = String.format(Locale.ROOT, "\\u%04X", c).getBytes(StandardCharsets.US_ASCII);
    }
    String shorts = "b\bt\tn\nf\fr\r\"\"\\\\";
    for (int i = 0; i < shorts.length(); i += 2) {
      escapes[shorts.charAt(i + 1)] = new byte[] {'\\', (byte) shorts.charAt(i)};
    }
    return escapes;
  }

  /** The escaped bytes; the same array when nothing needs an escape. */
  static byte[] escaped(byte[] utf8) {
    int next = next(utf8, 0);
    if (next == utf8.length) {
      return utf8;
    }
    byte[] out = new byte[utf8.length + utf8.length / 8 + 64];
    int size = 0;
    int from = 0;
    while (next < utf8.length) {
      int run = next - from;
      if (out.length - size < run + LONGEST) {
        out = Arrays.copyOf(out, Math.max(Math.addExact(size, run + LONGEST), 2 * out.length));
      }
      System.arraycopy(utf8, from, out, size, run);
      size += run;
      byte[] escape = ESCAPES[utf8[next]];
      System.arraycopy(escape, 0, out, size, escape.length);
      size += escape.length;
      from = next + 1;
      next = next(utf8, from);
    }
    byte[] all = Arrays.copyOf(out, Math.addExact(size, utf8.length - from));
    System.arraycopy(utf8, from, all, size, utf8.length - from);
    return all;
  }

  /** Index of the first byte at or after {@code from} that must be escaped, or the length. */
  private static int next(byte[] utf8, int from) {
    int at = from;
    for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(utf8, at);
      long found = (zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | eight - SPACES) & ~eight;
      if ((found & HIGHS) != 0) {
        // a match borrows from the bytes above it, so only the lowest match is certain
        return at + (Long.numberOfTrailingZeros(found & HIGHS) >>> 3);
      }
    }
    while (at < utf8.length && (utf8[at] < 0 || ESCAPES[utf8[at]] == null)) {
      at++;
    }
    return at;
  }

  /** Sets the highest bit of each zero byte, and possibly of bytes above the first one. */
  private static long zeros(long eight) {
    return eight - ONES & ~eight;
  }
}
