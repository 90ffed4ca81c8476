package io.millrace.pipelines.run;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.shards.Shards;
import io.millrace.connectors.shards.SuccessFile;
import io.millrace.pipelines.run.RunException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The output directory before and after a run. A finished one is never touched without being told
 * to, and only what a run writes is ever deleted.
 */
public final class OutputFolder {

  private static final List<String> OURS =
      List.of(
          Shards.SUCCESS,
          Shards.MANIFEST,
          Shards.REPORT_HTML,
          Shards.REPORT_JSON,
          Shards.TOMBSTONES,
          Shards.SHARDS + "/**",
          Shards.REJECTED + "/**",
          Shards.VERDICTS + "/**",
          Shards.CHOICES + "/**",
          WindowIndex.FILE,
          WindowTimes.FOLDER + "/**",
          WriteLate.FOLDER + "/**");

  /** Folders in the work folder that a stream has. */
  private static final List<String> STREAMS =
      List.of(Segment.NAME_OF_FOLDER, WindowPublication.NAME_OF_FOLDER);

  /** What to do with an output directory that is not empty. */
  public enum WhenThere {
    REFUSE,
    RESUME,
    OVERWRITE
  }

  private final ResourceId folder;
  private final WorkFolder work;

  /**
   * @throws RunException when the address cannot be that of a folder
   */
  OutputFolder(String address) {
    this.folder = folder(address);
    this.work = new WorkFolder(address);
  }

  /**
   * An empty address would be the whole file system, and one with a wildcard other folders too:
   * files are looked for and deleted by pattern.
   */
  private static ResourceId folder(String address) {
    if (address.isBlank() || address.matches(".*[*?\\[\\]{}\\\\].*")) {
      throw new RunException(
          Kind.WRONG_USE, "the output '" + address + "' must be a folder's name without wildcards");
    }
    try {
      ResourceId folder = BeamFiles.folder(address);
      if ("file".equals(folder.getScheme()) && Files.isRegularFile(Path.of(folder.toString()))) {
        throw new RunException(Kind.WRONG_USE, "the output " + address + " is a file");
      }
      return folder;
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      throw new RunException(
          Kind.WRONG_USE, "the output '" + address + "': " + wrong.getMessage(), wrong);
    }
  }

  WorkFolder work() {
    return work;
  }

  /**
   * Makes the directory ready for a run.
   *
   * @throws RunException when it holds something that the run must not touch
   */
  void prepare(WorkFolder.RunKey key, WhenThere whenThere) throws IOException {
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
        // killed while it was tidying up; the mark comes back when that is done
        BeamFiles.delete(folder + Shards.SUCCESS);
      }
    } else if (anyOfOurs()) {
      throw wrongUse("has files of another run and no record of it; --overwrite replaces them");
    }
    try {
      work.writeRunKey(key);
    } catch (IOException unwritable) {
      throw new RunException(
          Kind.OUTSIDE_FAILED,
          folder + " cannot be written: " + unwritable.getMessage(),
          unwritable);
    }
  }

  /**
   * Makes the directory ready for a stream that begins anew.
   *
   * @throws RunException when there is something of an earlier one
   */
  void prepareStream(WhenThere whenThere) throws IOException {
    if (whenThere == WhenThere.OVERWRITE) {
      clear();
    }
    if (anyOfOurs()) {
      throw wrongUse(
          "holds files of an earlier run or stream and no checkpoint to go on from;"
              + " --overwrite replaces them");
    }
  }

  private void checkResume(WorkFolder.RunKey before, WorkFolder.RunKey key, WhenThere whenThere) {
    if (whenThere != WhenThere.RESUME) {
      throw wrongUse(
          "holds a run that did not finish; --resume goes on with it, --overwrite starts anew");
    }
    if (!before.recipe().equals(key.recipe())) {
      throw wrongUse(
          "was begun with another recipe, sample, model or version of millrace; --overwrite starts anew");
    }
    if (!before.inputs().equals(key.inputs())) {
      throw wrongUse("was begun with other input files; --overwrite starts anew");
    }
  }

  private RunException wrongUse(String what) {
    return new RunException(Kind.WRONG_USE, folder + " " + what);
  }

  private void clear() throws IOException {
    for (String each : STREAMS) {
      BeamFiles.delete(folder + Shards.WORK + '/' + each + "/**");
      WorkFolder.Files.deleteLocalFolder(folder, each);
    }
    for (String each : OURS) {
      BeamFiles.delete(folder + each);
    }
    work.deleteAll();
  }

  private boolean anyOfOurs() throws IOException {
    for (String each : OURS) {
      if (!BeamFiles.matching(folder + each).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean exists(String name) throws IOException {
    return !BeamFiles.matching(folder + name).isEmpty();
  }

  void write(String name, byte[] bytes) throws IOException {
    ResourceId file = folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(file, "application/octet-stream"))) {
      out.write(bytes);
    }
  }

  /**
   * Marks the run as finished; the last thing that is written. What a resumed run needs is deleted
   * after that: whenever the process is killed, there is the mark, or a run that can go on.
   *
   * @param names files directly in the output whose hashes the mark holds
   */
  void succeed(List<String> names) throws IOException {
    SuccessFile.write(folder, names);
    work.deleteAll();
  }
}
