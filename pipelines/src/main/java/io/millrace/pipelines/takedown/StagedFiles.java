package io.millrace.pipelines.takedown;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files that replace others of an output together. They are written aside, below {@code
 * .work/takedown}; then a list of what is to be renamed and deleted is written; then that is done.
 * Killed before the list is there, the output is as it was; killed later, {@link #recover} ends it.
 */
final class StagedFiles {

  static final String FOLDER = Shards.WORK + '/' + Shards.TAKEDOWN;

  private static final String LIST = "commit.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceId output;
  private final Consumer<String> steps;
  private final List<String> moves = new ArrayList<>();
  private final List<String> deletes = new ArrayList<>();

  /** What is to be done, in this order: renames, then deletions. */
  record Commit(List<String> moves, List<String> deletes) {}

  /**
   * @param steps is told before each change to the output, for tests
   */
  StagedFiles(ResourceId output, Consumer<String> steps) throws IOException {
    this.output = output;
    this.steps = steps;
    clear(output);
  }

  /** Root of the files that are written aside. */
  ResourceId root() {
    return output
        .resolve(Shards.WORK, StandardResolveOptions.RESOLVE_DIRECTORY)
        .resolve(Shards.TAKEDOWN, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  /** Where the bytes of a file go that will be {@code path} in the output. */
  BeamFile target(String path) {
    moves.add(path);
    return new BeamFile(BeamFiles.resolve(root(), path));
  }

  void write(String path, byte[] bytes) throws IOException {
    DurableFiles.write(target(path).resource(), bytes);
  }

  /** The file will be gone. */
  void delete(String path) {
    deletes.add(path);
  }

  /** Puts everything in its place. The list stays until {@link #clear}. */
  void commit() throws IOException {
    ResourceId list = BeamFiles.resolve(root(), LIST);
    ResourceId temporary = BeamFiles.resolve(root(), LIST + ".tmp");
    steps.accept("list");
    DurableFiles.replace(list, temporary, JSON.writeValueAsBytes(new Commit(moves, deletes)));
    steps.accept("committed");
    apply(output, new Commit(moves, deletes), steps);
  }

  /**
   * Ends what was begun in an output and killed, up to {@link #clear}.
   *
   * @return whether there was something
   */
  static boolean recover(ResourceId output, Consumer<String> steps) throws IOException {
    ResourceId list = BeamFiles.resolve(output, FOLDER + '/' + LIST);
    if (!BeamFiles.exists(list)) {
      return false;
    }
    Commit commit;
    try (InputStream in = Channels.newInputStream(BeamFiles.open(list))) {
      commit = JSON.readValue(in, Commit.class);
    }
    apply(output, commit, steps);
    return true;
  }

  /** Outputs below an address in which something was begun and not ended. */
  static List<ResourceId> unfinished(ResourceId output) throws IOException {
    List<ResourceId> found = new ArrayList<>();
    for (String below : List.of("", "windows/*/")) {
      for (MatchResult.Metadata list : BeamFiles.matching(output + below + FOLDER + '/' + LIST)) {
        String path = list.resourceId().toString();
        String folder = path.substring(0, path.length() - FOLDER.length() - LIST.length() - 1);
        found.add(BeamFiles.folder(folder));
      }
    }
    return found;
  }

  private static void apply(ResourceId output, Commit commit, Consumer<String> steps)
      throws IOException {
    for (String path : commit.moves()) {
      steps.accept("move " + path);
      DurableFiles.renameIfThere(
          BeamFiles.resolve(output, FOLDER + '/' + path), BeamFiles.resolve(output, path));
    }
    for (String path : commit.deletes()) {
      steps.accept("delete " + path);
      FileSystems.delete(
          List.of(BeamFiles.resolve(output, path)), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
    DurableFiles.syncFolders(output);
    steps.accept("done");
  }

  /** Deletes the list first: what is left then is of no meaning. */
  static void clear(ResourceId output) throws IOException {
    FileSystems.delete(
        List.of(BeamFiles.resolve(output, FOLDER + '/' + LIST)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
    BeamFiles.delete(output + FOLDER + "/**");
    if ("file".equals(output.getScheme())) {
      deleteFolders(Path.of(output.toString()).resolve(FOLDER));
    }
  }

  private static void deleteFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
    Path work = folder.getParent();
    try (Stream<Path> others = Files.list(work)) {
      if (others.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(work);
  }
}
