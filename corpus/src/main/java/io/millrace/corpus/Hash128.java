package io.millrace.corpus;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * 128 bits of XXH3 (seed 0), the hash behind every id and exact key. It must never change: every id
 * depends on it.
 *
 * @param high most significant 64 bits
 * @param low least significant 64 bits
 */
public record Hash128(long high, long low) implements Comparable<Hash128> {

  private static final Hasher128 HASHER = Hashing.xxh3_128();

  public static Hash128 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static Hash128 of(byte[] bytes, int offset, int length) {
    HashValue128 value = HASHER.hashBytesTo128Bits(bytes, offset, length);
    return new Hash128(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  public static Hash128 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param hex 32 hexadecimal digits
   * @throws IllegalArgumentException when the text is not that
   */
  public static Hash128 fromHex(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("id '" + hex + "' has not 32 hexadecimal digits");
    }
    return new Hash128(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  /** 32 lower-case hexadecimal digits, in the order of {@link #compareTo}. */
  public String toHex() {
    char[] digits = new char[32];
    for (int i = 0; i < 16; i++) {
      digits[i] = Character.forDigit((int) (high >>> (60 - 4 * i)) & 15, 16);
      digits[16 + i] = Character.forDigit((int) (low >>> (60 - 4 * i)) & 15, 16);
    }
    return new String(digits);
  }

  /** Unsigned order, the same as that of the hexadecimal forms. */
  @Override
  public int compareTo(Hash128 other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
