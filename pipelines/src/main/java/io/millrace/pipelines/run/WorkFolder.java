package io.millrace.pipelines.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.shards.Shards;
import io.millrace.pipelines.summary.ShardSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The folder {@code .work} of an output: what a run leaves for its own end, or for the run that
 * resumes it. A summary is written after the files it tells of have their names, so a shard that
 * has one is done.
 */
final class WorkFolder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN = "run.json";

  private final ResourceId output;
  private final ResourceId folder;

  WorkFolder(String outputAddress) {
    this.output = BeamFiles.folder(outputAddress);
    this.folder = output.resolve(Shards.WORK, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  /**
   * What a run was asked to do; a run may only be resumed with the same.
   *
   * @param recipe hash of the recipe, the models and the version that reads it
   * @param inputs hash of the names and sizes of the input files
   * @param bytes size of all input files
   */
  record RunKey(String recipe, String inputs, long bytes) {}

  /** The run whose work is here, if any. */
  Optional<RunKey> runKey() throws IOException {
    return Files.read(file(RUN), RunKey.class);
  }

  void writeRunKey(RunKey key) throws IOException {
    Files.replace(file(RUN), JSON.writeValueAsBytes(key));
  }

  boolean isDone(int shard) throws IOException {
    return BeamFiles.exists(file(name(shard)));
  }

  void writeSummary(ShardSummary summary) throws IOException {
    Files.replace(file(name(summary.shard())), JSON.writeValueAsBytes(summary));
  }

  /** All summaries in the order of their shards. */
  List<ShardSummary> summaries(int shards) throws IOException {
    List<ShardSummary> all = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Files.read(file(name(shard)), ShardSummary.class).ifPresent(all::add);
    }
    return all;
  }

  /** Deletes files that an interrupted run left half written. */
  void deleteTemporary() throws IOException {
    BeamFiles.delete(folder + "tmp/*");
  }

  /** The run's key goes last: as long as it is there, the run can be resumed. */
  void deleteAll() throws IOException {
    deleteTemporary();
    Files.deleteLocalFolder(output, SharedFetcher.FOLDER);
    BeamFiles.delete(folder + "summary-*");
    BeamFiles.delete(folder + "*");
    Files.deleteEmptyFolders(output);
  }

  private ResourceId file(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  private static String name(int shard) {
    return String.format(Locale.ROOT, "summary-%05d.json", shard);
  }

  /** Small files, whole. */
  static final class Files {

    static <T> Optional<T> read(ResourceId file, Class<T> type) throws IOException {
      if (!BeamFiles.exists(file)) {
        return Optional.empty();
      }
      try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
        return Optional.of(JSON.readValue(in, type));
      }
    }

    /** A reader finds all of it or nothing, whenever the writer is killed. */
    static void replace(ResourceId file, byte[] bytes) throws IOException {
      ResourceId temporary =
          file.getCurrentDirectory()
              .resolve(file.getFilename() + ".tmp", StandardResolveOptions.RESOLVE_FILE);
      try (OutputStream out =
          Channels.newOutputStream(FileSystems.create(temporary, "application/json"))) {
        out.write(bytes);
      }
      FileSystems.rename(List.of(temporary), List.of(file));
    }

    /** Deletes a folder of the work folder with all in it; it is only there on a local disk. */
    static void deleteLocalFolder(ResourceId output, String name) throws IOException {
      java.nio.file.Path folder = java.nio.file.Path.of(output.toString(), Shards.WORK, name);
      if (!"file".equals(output.getScheme()) || !java.nio.file.Files.isDirectory(folder)) {
        return;
      }
      List<java.nio.file.Path> all;
      try (Stream<java.nio.file.Path> found = java.nio.file.Files.walk(folder)) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (java.nio.file.Path each : all) {
        java.nio.file.Files.delete(each);
      }
    }

    static void deleteEmptyFolders(ResourceId output) throws IOException {
      if (!"file".equals(output.getScheme())) {
        return;
      }
      java.nio.file.Path work = java.nio.file.Path.of(output.toString(), Shards.WORK);
      java.nio.file.Files.deleteIfExists(work.resolve("tmp"));
      java.nio.file.Files.deleteIfExists(work);
    }
  }
}
