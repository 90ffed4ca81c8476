package io.millrace.pipelines.output;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.shards.file.FileTree;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Prepares the output directory for a run, and marks the run as finished. A finished output is
 * changed only on request, and only files that a run writes are deleted.
 */
public final class OutputFolder {

  /** Files in the root of an output. */
  private static final Set<String> TOP =
      Set.of(
          Shards.SUCCESS,
          Shards.MANIFEST,
          Shards.REPORT_HTML,
          Shards.REPORT_JSON,
          Shards.TOMBSTONES);

  /** Folders of an output; a run ignores all others. */
  private static final Set<String> FOLDERS =
      Set.of(
          Shards.SHARDS,
          Shards.REJECTED,
          Shards.VERDICTS,
          Shards.CHOICES,
          Shards.WINDOWS,
          Shards.COMMITS,
          Shards.LATE);

  /** Path of a file of late records. */
  static final Pattern LATE =
      Pattern.compile(Shards.LATE + "/[^/]+/part-[0-9a-f]{32}\\.jsonl\\.zst");

  private static final int SHOWN = 5;

  /** What to do with an output directory that is not empty. */
  public enum WhenThere {
    REFUSE,
    RESUME,
    OVERWRITE
  }

  private final ResourceId folder;
  private final WorkFolder work;

  /**
   * @throws MillraceException when the address cannot be that of a folder
   */
  public OutputFolder(String address) {
    this.folder = folder(address);
    this.work = new WorkFolder(address);
  }

  /**
   * Files are found and deleted by pattern, so an empty address or a wildcard would match other
   * folders.
   */
  private static ResourceId folder(String address) {
    if (address.isBlank() || address.matches(".*[*?\\[\\]{}\\\\].*")) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "the output '" + address + "' must be a folder's name without wildcards");
    }
    try {
      ResourceId folder = BeamFiles.folder(address);
      if ("file".equals(folder.getScheme()) && Files.isRegularFile(Path.of(folder.toString()))) {
        throw new MillraceException(ErrorKind.WRONG_USE, "the output " + address + " is a file");
      }
      return folder;
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      throw new MillraceException(
          ErrorKind.WRONG_USE, "the output '" + address + "': " + wrong.getMessage(), wrong);
    }
  }

  public WorkFolder work() {
    return work;
  }

  /**
   * Prepares the directory for a run.
   *
   * @return the run's claim to the output
   * @throws MillraceException when it has files that the run must not change
   */
  public Claim prepare(WorkFolder.RunKey key, WhenThere whenThere) throws IOException {
    if (whenThere == WhenThere.OVERWRITE) {
      clear();
    }
    Optional<WorkFolder.RunKey> before = work.runKey();
    boolean finished = exists(Shards.SUCCESS);
    if (finished && (before.isEmpty() || whenThere != WhenThere.RESUME)) {
      throw wrongUse("holds a finished run; --overwrite replaces it");
    }
    if (before.isPresent()) {
      checkResume(before.get(), key, whenThere);
      work.deleteTemporary();
      if (finished) {
        // killed during the cleanup: _SUCCESS is written again after the cleanup
        BeamFiles.delete(folder + Shards.SUCCESS);
      }
    } else if (anyOfOurs()) {
      throw wrongUse("has files of another run and no record of it; --overwrite replaces them");
    }
    try {
      return work.writeRunKey(key);
    } catch (IOException unwritable) {
      throw new MillraceException(
          ErrorKind.STORAGE_FAILED,
          folder + " cannot be written: " + unwritable.getMessage(),
          unwritable);
    }
  }

  /**
   * Prepares the directory for a stream that does not resume.
   *
   * @throws MillraceException when it has files of an earlier run or stream
   */
  public void prepareStream(WhenThere whenThere) throws IOException {
    if (whenThere == WhenThere.OVERWRITE) {
      clear();
    }
    if (anyOfOurs()) {
      throw wrongUse(
          "has files of an earlier run or stream, but no checkpoint to resume from;"
              + " --overwrite replaces them");
    }
  }

  private void checkResume(WorkFolder.RunKey before, WorkFolder.RunKey key, WhenThere whenThere) {
    if (whenThere != WhenThere.RESUME) {
      throw wrongUse("holds an unfinished run; --resume continues it, --overwrite replaces it");
    }
    if (!before.recipe().equals(key.recipe())) {
      throw wrongUse(
          "was started with another recipe, sample, model, plugin or version of millrace; --overwrite"
              + " replaces it");
    }
    if (!before.inputs().equals(key.inputs())) {
      throw wrongUse("was started with other input files; --overwrite replaces it");
    }
  }

  private MillraceException wrongUse(String what) {
    return new MillraceException(ErrorKind.WRONG_USE, folder + " " + what);
  }

  /**
   * Deletes the files that runs of millrace wrote.
   *
   * @throws MillraceException when there are other files among them; nothing is then deleted
   */
  private void clear() throws IOException {
    FileTree tree = new BeamFolder(folder).tree();
    List<String> ours = tree.files().keySet().stream().filter(OutputFolder::isOurs).toList();
    List<String> foreign =
        Stream.concat(
                tree.files().keySet().stream().filter(path -> !isOurs(path)),
                tree.others().keySet().stream())
            .filter(path -> path.indexOf('/') > 0)
            .filter(path -> FOLDERS.contains(path.substring(0, path.indexOf('/'))))
            .map(path -> new OutputVerifier.Problem(path, "").shownPath())
            .toList();
    if (!foreign.isEmpty()) {
      int more = foreign.size() - SHOWN;
      throw wrongUse(
          "has files that no run of millrace wrote, which --overwrite does not delete; move them"
              + " away: "
              + String.join(", ", foreign.subList(0, Math.min(SHOWN, foreign.size())))
              + (more > 0 ? " and " + more + " more" : ""));
    }
    // _SUCCESS first: a partly deleted output is not finished
    FileSystems.delete(
        List.of(BeamFiles.resolve(folder, Shards.SUCCESS)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
    FileSystems.delete(
        ours.stream().map(path -> BeamFiles.resolve(folder, path)).toList(),
        StandardMoveOptions.IGNORE_MISSING_FILES);
    work.deleteAll();
  }

  /** Whether a run writes a file with this path. */
  private static boolean isOurs(String path) {
    if (TOP.contains(path) || path.equals(Shards.WINDOW_LIST) || Shards.isFile(path)) {
      return true;
    }
    int window = Shards.WINDOWS.length() + 1;
    if (path.startsWith(Shards.WINDOWS + '/') && path.indexOf('/', window) > 0) {
      String inside = path.substring(path.indexOf('/', window) + 1);
      return TOP.contains(inside) || Shards.isFile(inside) || inside.startsWith(Shards.WORK + '/');
    }
    return LATE.matcher(path).matches() || WindowChain.isEntry(path);
  }

  private boolean anyOfOurs() throws IOException {
    for (String each : TOP) {
      if (exists(each)) {
        return true;
      }
    }
    for (String each : FOLDERS) {
      if (!BeamFiles.matching(folder + each + "/**").isEmpty()) {
        return true;
      }
    }
    return exists(Shards.WINDOW_LIST);
  }

  public boolean exists(String name) throws IOException {
    return !BeamFiles.matching(folder + name).isEmpty();
  }

  public void write(String name, byte[] bytes) throws IOException {
    DurableFiles.write(BeamFiles.resolve(folder, name), bytes);
  }

  /**
   * Writes {@code _SUCCESS}, the last file, after all others are on disk. The files for a resume
   * are deleted after that, so a killed process leaves either {@code _SUCCESS} or a run that can be
   * resumed.
   *
   * @param names files in the root of the output whose hashes {@code _SUCCESS} has
   * @param claim of the run
   */
  public void succeed(List<String> names, Claim claim) throws IOException {
    byte[] mark = SuccessFile.bytes(new BeamFolder(folder), names);
    DurableFiles.syncFolders(folder);
    claim.check();
    DurableFiles.replace(
        BeamFiles.resolve(folder, Shards.SUCCESS),
        BeamFiles.resolve(folder, Shards.WORK + '/' + Shards.SUCCESS),
        mark);
    work.tidy();
  }
}
