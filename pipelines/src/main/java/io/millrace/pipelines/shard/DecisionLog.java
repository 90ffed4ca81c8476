package io.millrace.pipelines.shard;

import io.millrace.corpus.Verdict;
import io.millrace.pipelines.item.ShardItemCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The decisions on all documents of a shard, in their order, in a temporary file: they are made
 * before the kept documents are rephrased, and needed again when all are written.
 */
final class DecisionLog implements Closeable {

  private final Path file;
  private final ShardItemCodec codec = new ShardItemCodec();
  private DataOutputStream out;
  private DataInputStream in;

  DecisionLog(Path directory) throws IOException {
    this.file = Files.createTempFile(directory, "shard-", ".decisions");
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  void add(Decision decision) throws IOException {
    out.writeInt(decision.stage());
    if (decision.verdict() instanceof Verdict.Kept kept) {
      out.writeInt(kept.copies());
      return;
    }
    byte[] verdict = codec.encodeVerdict(decision.verdict());
    out.writeInt(-verdict.length);
    out.write(verdict);
  }

  /** No more are added; they are read from the first. */
  void rewind() throws IOException {
    out.close();
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  Decision next() throws IOException {
    int stage = in.readInt();
    int copies = in.readInt();
    if (copies > 0) {
      return new Decision(new Verdict.Kept(copies), stage);
    }
    return new Decision(ShardItemCodec.decodeVerdict(in.readNBytes(-copies)), stage);
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
