package io.millrace.pipelines.stream;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.ObjectStores;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.engine.EngineSettings;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * The folder of a service's checkpoints and savepoints. It belongs to one output. The service
 * resumes from the newest complete checkpoint or savepoint.
 */
public final class Checkpoints {

  private static final String METADATA = "/_metadata";

  private Checkpoints() {}

  /**
   * Checks that an engine can write checkpoints to a folder. Flink's file systems write them, not
   * Beam's: embedded Flink has only the local disk, a cluster may have any.
   *
   * @throws MillraceException when the engine cannot
   */
  public static void check(String folder, EngineSettings engine) {
    ObjectStores.prepare();
    if (engine.flinkMaster().equals(EngineSettings.EMBEDDED)
        && !BeamFiles.folder(folder).getScheme().equals("file")) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "the embedded engine cannot write checkpoints to "
              + folder
              + "; name a folder on a disk with --checkpoints");
    }
  }

  /**
   * Address of the newest checkpoint or savepoint.
   *
   * @param folder address of the folder of checkpoints
   */
  public static Optional<String> newest(String folder) throws IOException {
    return all(folder)
        .max(
            Comparator.comparingLong(MatchResult.Metadata::lastModifiedMillis)
                .thenComparing(each -> each.resourceId().toString()))
        .map(each -> each.resourceId().toString())
        .map(path -> path.substring(0, path.length() - METADATA.length()))
        .map(path -> path.startsWith("/") ? "file://" + path : path);
  }

  /** Deletes what a service could resume from. */
  static void forget(String folder) throws IOException {
    for (MatchResult.Metadata each : all(folder).toList()) {
      FileSystems.delete(java.util.List.of(each.resourceId()));
    }
    StreamTopics.forget(folder);
  }

  private static Stream<MatchResult.Metadata> all(String folder) throws IOException {
    ObjectStores.prepare();
    String root = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return Stream.concat(
        BeamFiles.matching(root + "/*/chk-*" + METADATA).stream(),
        BeamFiles.matching(root + "/savepoint-*" + METADATA).stream());
  }
}
