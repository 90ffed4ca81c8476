package io.millrace.pipelines.stream;

import io.millrace.pipelines.flow.Segment;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * The segments of a bundle for a window: all of them are on time, or all are late.
 *
 * @param texts segments of documents by shard
 * @param marks segments of blocks of marks by partition
 */
record SegmentUnit(List<Segment> texts, List<Segment> marks) {

  /** Coder of units by the start of their window. */
  static KvCoder<Long, SegmentUnit> keyed() {
    return KvCoder.of(VarLongCoder.of(), UnitCoder.INSTANCE);
  }

  /** The segments of documents, then those of marks; the length of each list precedes it. */
  static final class UnitCoder extends AtomicCoder<SegmentUnit> {

    /** Name and version of this encoding. */
    static final String URN = "millrace:coder:segment-unit:v1";

    static final UnitCoder INSTANCE = new UnitCoder();

    private static final long serialVersionUID = 1L;

    private UnitCoder() {}

    @Override
    public void encode(SegmentUnit unit, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      for (List<Segment> segments : List.of(unit.texts(), unit.marks())) {
        out.writeInt(segments.size());
        for (Segment segment : segments) {
          segment.write(out);
        }
      }
    }

    @Override
    public SegmentUnit decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      return new SegmentUnit(read(in), read(in));
    }

    private static List<Segment> read(DataInputStream in) throws IOException {
      List<Segment> segments = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        segments.add(Segment.read(in));
      }
      return segments;
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }

    @Override
    public String toString() {
      return URN;
    }
  }
}
