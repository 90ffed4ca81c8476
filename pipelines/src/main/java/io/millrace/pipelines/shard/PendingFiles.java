package io.millrace.pipelines.shard;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.pipelines.output.Claim;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files with temporary names, which are renamed when all files of a shard are complete. An existing
 * file is replaced: a restart writes the same bytes again.
 */
final class PendingFiles {

  /** Makes the temporary names of two attempts different. */
  private static final AtomicLong ATTEMPTS = new AtomicLong();

  private final ResourceId output;
  private final Claim claim;
  private final String attempt;
  private final List<ResourceId> temporary = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  /**
   * @param claim of the run to its output, which may contain this one as a window
   */
  PendingFiles(String output, Claim claim) throws IOException {
    this.output = BeamFiles.folder(output);
    this.claim = claim;
    String run = claim.life().isEmpty() ? "" : claim.life() + '-';
    this.attempt = run + ProcessHandle.current().pid() + '-' + ATTEMPTS.incrementAndGet();
    claim.check();
  }

  /** Temporary name of a file that will be {@code path} below the output. */
  StoredFile create(String path) {
    ResourceId name =
        BeamFiles.resolve(output, Shards.WORK + "/tmp/" + attempt + "-" + path.replace('/', '_'));
    temporary.add(name);
    paths.add(path);
    return new BeamFile(name);
  }

  /**
   * Renames all files to their final names.
   *
   * @throws io.millrace.pipelines.failure.LostOutputException when another run took the output
   */
  void commit(List<ShardInfo> written) throws IOException {
    if (written.size() != paths.size()) {
      throw new IllegalStateException(
          written.size() + " files finished of " + paths.size() + " begun");
    }
    List<ResourceId> targets = new ArrayList<>();
    for (String path : paths) {
      targets.add(BeamFiles.resolve(output, path));
    }
    claim.check();
    if (!targets.isEmpty()) {
      DurableFiles.rename(temporary, targets);
    }
    temporary.clear();
    paths.clear();
  }

  /** Deletes files that are not renamed. */
  void discard() throws IOException {
    if (!temporary.isEmpty()) {
      FileSystems.delete(temporary, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
    temporary.clear();
    paths.clear();
  }
}
