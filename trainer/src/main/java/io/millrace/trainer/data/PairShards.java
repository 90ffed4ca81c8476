package io.millrace.trainer.data;

import io.millrace.shards.file.LocalFile;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the shards of image-text pairs of a finished run. */
public final class PairShards {

  private PairShards() {}

  /**
   * The tars in the order of the manifest; each is read once and compared with its hash.
   *
   * @param output of a finished run, or of a stream's finished windows
   * @throws ShardException naming what is missing or damaged
   */
  public static List<Path> of(Path output) {
    List<Path> tars = new ArrayList<>();
    for (Shard shard : RunOutput.shards(output)) {
      if (shard.name().endsWith(".tar")) {
        if (!shard.sha256().equals(sha256(shard))) {
          throw new ShardException(
              shard.file() + " is damaged: its sha256 is not that of the manifest");
        }
        tars.add(shard.file());
      }
    }
    return tars;
  }

  private static String sha256(Shard shard) {
    try {
      return SuccessFile.sha256(new LocalFile(shard.file()));
    } catch (IOException e) {
      throw new ShardException(shard.file() + " is missing or cannot be read", e);
    }
  }
}
