package io.millrace.pipelines.shard;

import io.millrace.corpus.Verdict;
import io.millrace.pipelines.item.ShardItemCodec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The decisions on all documents of a shard, in order: made before the kept documents are
 * rephrased, used when all documents are written.
 */
final class DecisionLog extends TemporaryLog {

  private final ShardItemCodec codec = new ShardItemCodec();

  DecisionLog(Path directory) throws IOException {
    super(directory, ".decisions");
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

  Decision next() throws IOException {
    int stage = in.readInt();
    int copies = in.readInt();
    if (copies > 0) {
      return new Decision(new Verdict.Kept(copies), stage);
    }
    return new Decision(ShardItemCodec.decodeVerdict(in.readNBytes(-copies)), stage);
  }
}
