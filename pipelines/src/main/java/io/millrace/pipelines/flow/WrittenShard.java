package io.millrace.pipelines.flow;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A shard of a window that is written, or had no items.
 *
 * @param window start of the window
 * @param segments files to delete when the window is committed; only shard 0 names them
 */
public record WrittenShard(long window, int shard, SortedSet<String> segments) {

  public static AtomicCoder<WrittenShard> coder() {
    return ShardCoder.INSTANCE;
  }

  /** Window and shard, the number of segments, and their names. */
  private static final class ShardCoder extends AtomicCoder<WrittenShard> {

    /** Name and version of this encoding. */
    private static final String URN = "millrace:coder:written-shard:v1";

    private static final ShardCoder INSTANCE = new ShardCoder();

    private static final long serialVersionUID = 1L;

    @Override
    public void encode(WrittenShard shard, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      out.writeLong(shard.window());
      out.writeInt(shard.shard());
      out.writeInt(shard.segments().size());
      for (String segment : shard.segments()) {
        out.writeUTF(segment);
      }
    }

    @Override
    public WrittenShard decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      long window = in.readLong();
      int shard = in.readInt();
      SortedSet<String> segments = new TreeSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        segments.add(in.readUTF());
      }
      return new WrittenShard(window, shard, segments);
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
