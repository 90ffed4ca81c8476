package io.millrace.dedup;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.function.ToIntFunction;

/**
 * A finding: a document duplicates a smaller one, in the order of (timestamp, id). A document can
 * have several findings, of several kinds and bands; {@link #order} ranks them.
 *
 * @param id the duplicate
 * @param kind {@link Mark#URL}, {@link Mark#TEXT}, {@link Mark#SHARED_TEXT}, or {@link
 *     Mark#FIRST_BAND} and above
 * @param duplicateOf the smaller document; for a shared text its key
 * @param duplicateOfTimestamp milliseconds since 1970, or {@link Mark#UNKNOWN_TIME}
 * @param similarity estimated similarity of the two documents, in 0..1; 1 for equal URLs and texts
 */
public record DuplicateMark(
    Hash128 id, int kind, Hash128 duplicateOf, long duplicateOfTimestamp, double similarity) {

  /** Length of a serialised finding. */
  public static final int BYTES = 49;

  /** Why the document is dropped. */
  public DropReason reason() {
    return Mark.reason(kind);
  }

  /**
   * Ranks the findings of one document; the first one decides. First comes the earliest stage of
   * the recipe, then the smallest original. The order is total, so the order of arrival does not
   * matter.
   *
   * @param stagePosition position in the recipe of the stage with a drop reason
   */
  public static Comparator<DuplicateMark> order(ToIntFunction<DropReason> stagePosition) {
    return Comparator.<DuplicateMark>comparingInt(mark -> stagePosition.applyAsInt(mark.reason()))
        .thenComparingLong(DuplicateMark::duplicateOfTimestamp)
        .thenComparing(DuplicateMark::duplicateOf)
        .thenComparing(Comparator.comparingDouble(DuplicateMark::similarity).reversed())
        .thenComparingInt(DuplicateMark::kind)
        .thenComparing(DuplicateMark::id);
  }

  /** Serialises the finding to {@link #BYTES} bytes. */
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
   * Reads the bytes of {@link #toBytes}.
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
