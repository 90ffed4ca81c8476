package io.millrace.dedup;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.function.ToIntFunction;

/**
 * One finding: a document repeats a smaller one, in the order of (timestamp, id). A document can be
 * found several times, by kind and by band; {@link #order} says which finding counts.
 *
 * @param id the document that repeats
 * @param kind {@link Mark#URL}, {@link Mark#TEXT}, {@link Mark#CAPTION}, or {@link Mark#FIRST_BAND}
 *     and above
 * @param duplicateOf the smaller document; of a caption its key
 * @param duplicateOfTimestamp its timestamp: milliseconds since 1970 or {@link Mark#UNKNOWN_TIME}
 * @param similarity estimated similarity of the two, in 0..1; 1 for equal URLs and texts
 */
public record DuplicateMark(
    Hash128 id, int kind, Hash128 duplicateOf, long duplicateOfTimestamp, double similarity) {

  /** Bytes of {@link #toBytes}. */
  public static final int BYTES = 49;

  /** Why the document is dropped. */
  public DropReason reason() {
    return Mark.reason(kind);
  }

  /**
   * Order in which findings about one document count, the first deciding: earliest stage of the
   * recipe, then smallest document repeated. It is total, so the choice depends on no order of
   * arrival.
   *
   * @param stagePosition position in the recipe of the stage that drops for a reason
   */
  public static Comparator<DuplicateMark> order(ToIntFunction<DropReason> stagePosition) {
    return Comparator.<DuplicateMark>comparingInt(mark -> stagePosition.applyAsInt(mark.reason()))
        .thenComparingLong(DuplicateMark::duplicateOfTimestamp)
        .thenComparing(DuplicateMark::duplicateOf)
        .thenComparing(Comparator.comparingDouble(DuplicateMark::similarity).reversed())
        .thenComparingInt(DuplicateMark::kind)
        .thenComparing(DuplicateMark::id);
  }

  /** Fixed form for coders. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(id.high())
        .putLong(id.low())
        .put((byte) kind)
        .putLong(duplicateOf.high())
        .putLong(duplicateOf.low())
        .putLong(duplicateOfTimestamp)
        .putDouble(similarity)
        .array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the length is wrong
   */
  public static DuplicateMark fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a finding of " + bytes.length + " bytes, must have " + BYTES);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Hash128 id = new Hash128(buffer.getLong(), buffer.getLong());
    int kind = buffer.get() & 0xff;
    Hash128 of = new Hash128(buffer.getLong(), buffer.getLong());
    return new DuplicateMark(id, kind, of, buffer.getLong(), buffer.getDouble());
  }
}
