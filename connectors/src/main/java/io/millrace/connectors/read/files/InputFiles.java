package io.millrace.connectors.read.files;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.SideBySide;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.Split;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds the files of an input. */
public final class InputFiles {

  /**
   * One file.
   *
   * @param path address on a Beam FileSystem
   * @param size in bytes
   */
  public record InputFile(String path, long size) {}

  private InputFiles() {}

  /** A file and its splits. */
  public record CutFile(InputFile file, List<Split> splits) {}

  /**
   * The files that match the globs, each once, in order of address.
   *
   * @param globs paths and globs; {@code @FILE} for the lines of a file
   * @throws IllegalArgumentException when an address has no file system
   * @throws FileNotFoundException when a glob matches no file, or reaches an unreadable folder, a
   *     broken link or a name that the JVM cannot represent; the message names it
   */
  public static List<InputFile> match(List<String> globs) throws IOException {
    return match(globs, "");
  }

  private static List<InputFile> match(List<String> globsAndLists, String base) throws IOException {
    List<String> globs = PathLists.expand(globsAndLists, base);
    for (String glob : globs) {
      BeamFiles.checkScheme(glob);
      LocalFolders.check(glob);
    }
    SortedMap<String, InputFile> found = new TreeMap<>();
    List<List<MatchResult.Metadata>> matches = BeamFiles.matching(globs);
    for (int i = 0; i < globs.size(); i++) {
      boolean none = true;
      for (MatchResult.Metadata file : matches.get(i)) {
        if (!file.resourceId().isDirectory()) {
          String path = file.resourceId().toString();
          found.put(path, new InputFile(path, file.sizeBytes()));
          none = false;
        }
      }
      if (none) {
        throw new FileNotFoundException("no file matches " + globs.get(i));
      }
    }
    return List.copyOf(found.values());
  }

  /**
   * Checks that a file was not truncated while it was read. Remote files are checked while they are
   * read.
   *
   * @throws IOException when a local file is smaller than before; the message names it
   */
  public static void checkStillWhole(InputFile file) throws IOException {
    if (!file.path().startsWith("/")) {
      return;
    }
    File now = new File(file.path());
    if (now.isFile() && now.length() < file.size()) {
      String form = "%s was cut while it was read: from %s to %s bytes";
      throw new IOException(
          String.format(Locale.ROOT, form, file.path(), file.size(), now.length()));
    }
  }

  /**
   * All files of an input, in order, and their splits.
   *
   * @throws IllegalArgumentException as {@link #match}
   * @throws FileNotFoundException as {@link #match}
   */
  public static List<CutFile> cut(InputKind kind, InputSettings settings) throws IOException {
    RecordReader reader = RecordReaders.of(kind, settings);
    return SideBySide.ask(
        match(settings.paths(), settings.base()),
        file -> new CutFile(file, reader.split(file.path(), file.size())));
  }

  /** The splits of all files of an input, in order. */
  public static List<Split> splits(InputKind kind, InputSettings settings) throws IOException {
    return cut(kind, settings).stream().flatMap(each -> each.splits().stream()).toList();
  }
}
