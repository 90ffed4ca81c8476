package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Random marks of few keys, times, ids and sketches, so that many are equal. */
final class TestMarks {

  private final SplittableRandom random;
  private final int sketchLength;

  TestMarks(SplittableRandom random, int sketchLength) {
    this.random = random;
    this.sketchLength = sketchLength;
  }

  /** A mark as a plain value. */
  record M(int kind, Hash128 key, long timestamp, Hash128 id, String sketch) {

    void addTo(MarkBlockBuilder out) {
      if (kind < Mark.FIRST_BAND) {
        out.add(kind, key, timestamp, id);
      } else {
        out.add(kind, key.high(), timestamp, id, bytes());
      }
    }

    void addTo(MarkPartitions out) {
      if (kind < Mark.FIRST_BAND) {
        out.add(kind, key, timestamp, id);
      } else {
        out.add(kind, key.high(), timestamp, id, bytes());
      }
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(sketch);
    }
  }

  static List<M> read(byte[] block) {
    List<M> marks = new ArrayList<>();
    MarkCursor cursor = new MarkCursor(block);
    while (cursor.next()) {
      int at = cursor.offset();
      byte[] sketch = Arrays.copyOfRange(block, at + MarkLayout.SKETCH, at + cursor.length());
      marks.add(
          new M(
              MarkLayout.kind(block, at),
              new Hash128(MarkLayout.getLong(block, at), MarkLayout.getLong(block, at + 8)),
              MarkLayout.timestamp(block, at),
              MarkLayout.id(block, at),
              HexFormat.of().formatHex(sketch)));
    }
    return marks;
  }

  List<M> random(int count) {
    List<M> marks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(4);
      boolean band = kind >= Mark.FIRST_BAND;
      // some keys differ only in their second half, or only in the kind
      Hash128 key = new Hash128(Mixing.mix(random.nextLong(6) / 2), band ? 0 : random.nextLong(2));
      long time = random.nextInt(5) == 0 ? Mark.UNKNOWN_TIME : random.nextLong(-3, 4);
      Hash128 id = new Hash128(random.nextLong(2) << 63, random.nextLong(20));
      marks.add(new M(kind, key, time, id, band ? HexFormat.of().formatHex(sketch()) : ""));
    }
    return marks;
  }

  /** One of four sketches, with some of its bytes changed. */
  private byte[] sketch() {
    byte[] sketch = new byte[sketchLength];
    new SplittableRandom(random.nextInt(4)).nextBytes(sketch);
    for (int changes = random.nextInt(sketchLength / 2 + 1); changes > 0; changes--) {
      sketch[random.nextInt(sketchLength)] = (byte) random.nextInt();
    }
    return sketch;
  }
}
