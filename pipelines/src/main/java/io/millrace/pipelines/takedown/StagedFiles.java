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
 * Replaces several files of an output atomically. New files are written to {@code .work/takedown};
 * then a list of the files to rename and delete; then these are renamed and deleted. When the
 * process is killed before the list exists, the output is unchanged; when it is killed later,
 * {@link #recover} completes the change.
 */
final class StagedFiles {

  static final String FOLDER = Shards.WORK + '/' + Shards.TAKEDOWN;

  private static final String LIST = "commit.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceId output;
  private final Consumer<String> steps;
  private final List<String> moves = new ArrayList<>();
  private final List<String> deletes = new ArrayList<>();

  /** The list: renames, then deletions. */
  record Commit(List<String> moves, List<String> deletes) {}

  /**
   * @param steps called before each change to the output, for tests
   */
  StagedFiles(ResourceId output, Consumer<String> steps) throws IOException {
    this.output = output;
    this.steps = steps;
    clear(output);
  }

  /** Folder of the new files. */
  ResourceId root() {
    return output
        .resolve(Shards.WORK, StandardResolveOptions.RESOLVE_DIRECTORY)
        .resolve(Shards.TAKEDOWN, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  /** Temporary place of a file that becomes {@code path} in the output. */
  BeamFile target(String path) {
    moves.add(path);
    return new BeamFile(BeamFiles.resolve(root(), path));
  }

  void write(String path, byte[] bytes) throws IOException {
    DurableFiles.write(target(path).resource(), bytes);
  }

  /** Marks a file of the output for deletion. */
  void delete(String path) {
    deletes.add(path);
  }

  /** Renames and deletes all files. The list stays until {@link #clear}. */
  void commit() throws IOException {
    ResourceId list = BeamFiles.resolve(root(), LIST);
    ResourceId temporary = BeamFiles.resolve(root(), LIST + ".tmp");
    steps.accept("list");
    DurableFiles.replace(list, temporary, JSON.writeValueAsBytes(new Commit(moves, deletes)));
    steps.accept("committed");
    apply(output, new Commit(moves, deletes), steps);
  }

  /**
   * Completes an interrupted change, up to {@link #clear}.
   *
   * @return whether there was one
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

  /** Outputs at an address with an interrupted change. */
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

  /** Deletes the list first: without it, the other files have no meaning. */
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
