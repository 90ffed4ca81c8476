package io.millrace.pipelines.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.shards.file.FileTree;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryNotEmptyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code .work} of an output: files for the end of a run, or for the run that resumes
 * it. The summary of a shard is written after its files have their final names, so a shard with a
 * summary is done.
 */
public final class WorkFolder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
  private static final String RUN = "run.json";
  private static final String STREAM = "stream.json";

  /** Field of a summary: key of the process that wrote it. */
  private static final String LIFE = "run";

  private final ResourceId output;
  private final ResourceId folder;

  public WorkFolder(String outputAddress) {
    this.output = BeamFiles.folder(outputAddress);
    this.folder = output.resolve(Shards.WORK, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  /**
   * The request of a run; a run can only be resumed with the same request.
   *
   * @param recipe hash of the recipe, the models, the plugins, the sample and the version
   * @param inputs hash of the names and sizes of the input files
   * @param bytes size of all input files
   */
  public record RunKey(String recipe, String inputs, long bytes) {}

  /**
   * Content of the file.
   *
   * @param lives keys of the {@link Claim}; null in files of earlier versions
   */
  private record StoredKey(String recipe, String inputs, long bytes, List<String> lives) {}

  /** The unfinished run, if any. */
  Optional<RunKey> runKey() throws IOException {
    return stored().map(key -> new RunKey(key.recipe(), key.inputs(), key.bytes()));
  }

  private Optional<StoredKey> stored() throws IOException {
    return Files.read(file(RUN), StoredKey.class);
  }

  /** Records the run that works here from now on, new or resumed. */
  public Claim writeRunKey(RunKey key) throws IOException {
    List<String> earlier =
        stored()
            .map(before -> before.lives() == null ? List.of("") : before.lives())
            .orElse(List.of());
    Claim claim = Claim.after(output.toString(), RUN, earlier);
    DurableFiles.replace(
        file(RUN),
        JSON.writeValueAsBytes(
            new StoredKey(key.recipe(), key.inputs(), key.bytes(), claim.lives())));
    return claim;
  }

  private record StoredStream(List<String> lives) {}

  /**
   * Records the stream that works here from now on.
   *
   * @param goesOn whether the stream resumes
   */
  public Claim claimStream(boolean goesOn) throws IOException {
    List<String> earlier =
        goesOn
            ? Files.read(file(STREAM), StoredStream.class)
                .map(StoredStream::lives)
                .orElse(List.of(""))
            : List.of();
    Claim claim = Claim.after(output.toString(), STREAM, earlier);
    DurableFiles.replace(file(STREAM), JSON.writeValueAsBytes(new StoredStream(claim.lives())));
    return claim;
  }

  /**
   * Whether the unfinished run wrote a shard: every file must exist with its size and hash, so that
   * files lost in a power failure are written again.
   */
  public boolean isDone(int shard, Claim claim) throws IOException {
    Optional<ShardSummary> summary = summary(shard, claim);
    if (summary.isEmpty()) {
      return false;
    }
    for (ShardInfo file : summary.get().files()) {
      ResourceId there = BeamFiles.resolve(output, file.path());
      List<MatchResult.Metadata> found = BeamFiles.matching(there.toString());
      if (found.size() != 1
          || found.get(0).sizeBytes() != file.bytes()
          || !SuccessFile.sha256(new BeamFile(there)).equals(file.sha256())) {
        LOG.warn("{} is missing or changed, so shard {} is written again", there, shard);
        return false;
      }
    }
    return true;
  }

  public void writeSummary(ShardSummary summary, Claim claim) throws IOException {
    claim.check();
    ObjectNode tree = JSON.valueToTree(summary);
    tree.put(LIFE, claim.life());
    DurableFiles.replace(file(name(summary.shard())), JSON.writeValueAsBytes(tree));
  }

  /** The summary of a shard, if it exists, is valid and of this run. */
  private Optional<ShardSummary> summary(int shard, Claim claim) throws IOException {
    ResourceId file = file(name(shard));
    try {
      Optional<JsonNode> tree = Files.read(file, JsonNode.class);
      if (tree.isEmpty() || !(tree.get() instanceof ObjectNode object)) {
        return Optional.empty();
      }
      JsonNode life = object.remove(LIFE);
      if (claim != Claim.NONE && !claim.lives().contains(life == null ? "" : life.asText())) {
        LOG.warn("{} is of another run and is not used", file);
        return Optional.empty();
      }
      return Optional.of(JSON.treeToValue(object, ShardSummary.class));
    } catch (JsonProcessingException damaged) {
      LOG.warn("{} is damaged and is not used", file);
      return Optional.empty();
    }
  }

  /** All summaries in order of their shards. */
  public List<ShardSummary> summaries(int shards, Claim claim) throws IOException {
    List<ShardSummary> all = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      summary(shard, claim).ifPresent(all::add);
    }
    return all;
  }

  /** Deletes incomplete files of an interrupted run. */
  void deleteTemporary() throws IOException {
    BeamFiles.delete(folder + "tmp/*");
  }

  /**
   * Deletes the files of a finished run or window, but not those of a takedown, which may have
   * started.
   */
  public void tidy() throws IOException {
    delete(true);
  }

  /** Deletes all but the locks. */
  void deleteAll() throws IOException {
    delete(false);
  }

  /** Deletes the run's key last, since it makes the run resumable. */
  private void delete(boolean sparesTakedown) throws IOException {
    FileTree tree = new BeamFolder(folder).tree();
    List<String> paths = new ArrayList<>(tree.files().keySet());
    paths.addAll(tree.others().keySet());
    paths.removeIf(path -> Shards.isLock(Shards.WORK + '/' + path));
    paths.removeIf(path -> sparesTakedown && path.startsWith(Shards.TAKEDOWN + '/'));
    boolean key = paths.remove(RUN);
    delete(paths);
    if (key) {
      delete(List.of(RUN));
    }
    Files.deleteEmptyFolders(output, sparesTakedown);
  }

  private void delete(List<String> paths) throws IOException {
    FileSystems.delete(
        paths.stream().map(path -> BeamFiles.resolve(folder, path)).toList(),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId file(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  private static String name(int shard) {
    return String.format(Locale.ROOT, "summary-%05d.json", shard);
  }

  public static final class Files {

    public static <T> Optional<T> read(ResourceId file, Class<T> type) throws IOException {
      if (!BeamFiles.exists(file)) {
        return Optional.empty();
      }
      try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
        return Optional.of(JSON.readValue(in, type));
      }
    }

    static void deleteEmptyFolders(ResourceId output, boolean sparesTakedown) throws IOException {
      if (!"file".equals(output.getScheme())) {
        return;
      }
      java.nio.file.Path work = java.nio.file.Path.of(output.toString(), Shards.WORK);
      if (!java.nio.file.Files.isDirectory(work)) {
        return;
      }
      List<java.nio.file.Path> folders;
      try (Stream<java.nio.file.Path> found = java.nio.file.Files.walk(work)) {
        folders =
            found
                .filter(java.nio.file.Files::isDirectory)
                .filter(each -> !sparesTakedown || !each.startsWith(work.resolve(Shards.TAKEDOWN)))
                .sorted(Comparator.reverseOrder())
                .toList();
      }
      for (java.nio.file.Path each : folders) {
        try {
          java.nio.file.Files.deleteIfExists(each);
        } catch (DirectoryNotEmptyException hasALock) {
          continue;
        }
      }
    }
  }
}
