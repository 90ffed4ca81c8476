package io.millrace.pipelines.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.shards.file.FileTree;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.text.ShardReader;
import io.millrace.shards.verify.OutputVerifier;
import io.millrace.shards.verify.OutputVerifier.Depth;
import io.millrace.shards.verify.OutputVerifier.Problem;
import io.millrace.shards.verify.OutputVerifier.Result;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Verifies an output with windows: that it has all committed windows, unchanged, and no other
 * files. In a batch run, {@code _SUCCESS} has the hash of {@code windows.json}, which has the
 * hashes of the windows' {@code _SUCCESS}; in a stream, the files in {@code commits/} have them
 * ({@link WindowChain}).
 */
public final class WindowedVerifier {

  private static final String UNCHECKED =
      ": it was written by an earlier version of millrace; whether windows are missing, were added"
          + " or exchanged is not checked";

  private final ResourceId root;
  private final Depth depth;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long files;
  private long documents;

  private WindowedVerifier(ResourceId root, Depth depth) {
    this.root = root;
    this.depth = depth;
  }

  /** Whether an output has windows. */
  public static boolean applies(ResourceId root) throws IOException {
    if (BeamFiles.exists(BeamFiles.resolve(root, Shards.MANIFEST))) {
      return false;
    }
    return BeamFiles.exists(BeamFiles.resolve(root, Shards.WINDOW_LIST))
        || !BeamFiles.matching(root + Shards.WINDOWS + "/**").isEmpty()
        || !BeamFiles.matching(root + Shards.COMMITS + "/*").isEmpty();
  }

  public static Result verify(ResourceId root, Depth depth) throws IOException {
    return new WindowedVerifier(root, depth).run();
  }

  private void report(String path, String problem) {
    problems.add(new Problem(path, problem));
  }

  private Result run() throws IOException {
    // listed before the commits are read, since a stream may commit a window meanwhile
    FileTree tree = new BeamFolder(root).tree();
    boolean stream =
        !tree.files().containsKey(Shards.SUCCESS) && !tree.files().containsKey(Shards.WINDOW_LIST);
    SortedSet<String> listed = new TreeSet<>();
    Optional<SortedMap<String, String>> expected;
    if (stream) {
      expected = WindowChain.check(root, this::report);
      if (expected.isEmpty()) {
        notes.add(Shards.COMMITS + "/ is missing" + UNCHECKED);
      }
    } else {
      listed.addAll(checkMark());
      expected = readList();
    }
    SortedMap<String, Boolean> there = windows(tree);
    for (String window : there.keySet()) {
      if (expected.isEmpty() || expected.get().containsKey(window)) {
        checkWindow(window, expected.map(all -> all.get(window)).orElse(""));
      } else if (stream && !there.get(window)) {
        notes.add(Shards.WINDOWS + '/' + window + "/ is not committed yet");
      } else {
        report(
            Shards.WINDOWS + '/' + window + '/',
            stream
                ? "is in no file of commits/: it is a copy, or its commit was interrupted"
                : "is not listed in " + Shards.WINDOW_LIST);
      }
    }
    for (String window : expected.orElse(Collections.emptySortedMap()).keySet()) {
      if (!there.containsKey(window)) {
        checkMissing(window, expected.get().get(window));
      }
    }
    checkRest(tree, stream, listed);
    return new Result(files, documents, problems, notes);
  }

  /** Checks a listed window that was not found: a stream may have committed it meanwhile. */
  private void checkMissing(String window, String success) throws IOException {
    ResourceId mark = BeamFiles.resolve(folder(window), Shards.SUCCESS);
    if (BeamFiles.exists(mark)) {
      checkWindow(window, success);
    } else {
      report(Shards.WINDOWS + '/' + window + '/', "is missing");
    }
  }

  private ResourceId folder(String window) {
    return BeamFiles.folder(root + Shards.WINDOWS + '/' + window + '/');
  }

  /** Checks {@code _SUCCESS}; returns the names in it. */
  private SortedSet<String> checkMark() throws IOException {
    SortedMap<String, String> marked;
    try {
      marked = SuccessFile.read(new BeamFolder(root));
    } catch (FileNotFoundException missing) {
      report(Shards.SUCCESS, "is missing: the run did not finish");
      return new TreeSet<>(List.of(Shards.WINDOW_LIST));
    } catch (IOException damaged) {
      report(Shards.SUCCESS, "cannot be read: " + damaged.getMessage());
      return new TreeSet<>(List.of(Shards.WINDOW_LIST));
    }
    files++;
    if (!marked.containsKey(Shards.WINDOW_LIST)) {
      report(Shards.SUCCESS, "does not list " + Shards.WINDOW_LIST);
    }
    marked.forEach(
        (name, sha256) -> {
          try {
            files++;
            if (!SuccessFile.sha256(new BeamFolder(root).file(name)).equals(sha256)) {
              report(name, "sha256 differs from the one in " + Shards.SUCCESS);
            }
          } catch (IOException unreadable) {
            report(name, "cannot be read: " + unreadable.getMessage());
          }
        });
    return new TreeSet<>(marked.keySet());
  }

  /** Hashes by window, "" if an earlier version wrote the list. Empty when it is damaged. */
  private Optional<SortedMap<String, String>> readList() {
    SortedMap<String, String> expected = new TreeMap<>();
    try (InputStream in =
        Channels.newInputStream(BeamFiles.open(BeamFiles.resolve(root, Shards.WINDOW_LIST)))) {
      JsonNode list = new ObjectMapper().readTree(in).path("windows");
      if (!list.isArray()) {
        throw new IOException("it has no list of windows");
      }
      for (JsonNode each : list) {
        expected.put(each.path("window").asText(), each.path("success").asText());
      }
    } catch (IOException damaged) {
      String why =
          damaged.getMessage() == null ? "" : damaged.getMessage().lines().findFirst().orElse("");
      report(Shards.WINDOW_LIST, "cannot be read: " + why);
      return Optional.empty();
    }
    if (expected.containsValue("")) {
      notes.add(
          Shards.WINDOW_LIST
              + " has no hashes: it was written by an earlier version of millrace; whether windows"
              + " were exchanged is not checked");
    }
    return Optional.of(expected);
  }

  /** The windows that exist, and whether they are committed. */
  private static SortedMap<String, Boolean> windows(FileTree tree) {
    SortedMap<String, Boolean> windows = new TreeMap<>();
    String prefix = Shards.WINDOWS + '/';
    List<String> paths = new ArrayList<>(tree.files().keySet());
    paths.addAll(tree.others().keySet());
    for (String path : paths) {
      int end = path.indexOf('/', prefix.length());
      if (path.startsWith(prefix) && end > 0) {
        String window = path.substring(prefix.length(), end);
        windows.merge(window, path.endsWith(window + '/' + Shards.SUCCESS), Boolean::logicalOr);
      }
    }
    return windows;
  }

  /**
   * @param success expected hash of its {@code _SUCCESS}; "" when unknown
   */
  private void checkWindow(String window, String success) throws IOException {
    ResourceId folder = folder(window);
    String prefix = Shards.WINDOWS + '/' + window + '/';
    ResourceId mark = BeamFiles.resolve(folder, Shards.SUCCESS);
    if (!success.isEmpty()
        && BeamFiles.exists(mark)
        && !SuccessFile.sha256(new BeamFile(mark)).equals(success)) {
      report(prefix + Shards.SUCCESS, "does not match the committed window");
    }
    Result result = OutputVerifier.verify(new BeamFolder(folder), depth);
    files += result.files();
    documents += result.documents();
    result.problems().forEach(each -> problems.add(each.below(prefix)));
  }

  /** Checks everything outside the windows. */
  private void checkRest(FileTree tree, boolean stream, SortedSet<String> listed) {
    String prefix = Shards.WINDOWS + '/';
    tree.others()
        .forEach(
            (path, kind) -> {
              // files in a window are reported with the window
              if (!path.startsWith(prefix) || path.indexOf('/', prefix.length()) < 0) {
                report(path, "is " + kind + ", not a file of an output");
              }
            });
    for (String path : tree.files().keySet()) {
      boolean known =
          path.equals(Shards.SUCCESS)
              || listed.contains(path)
              || Shards.isLock(path)
              || path.startsWith(prefix) && path.indexOf('/', prefix.length()) > 0
              || stream && (path.startsWith(Shards.WORK + '/') || WindowChain.isEntry(path));
      if (stream && OutputFolder.LATE.matcher(path).matches()) {
        checkLate(path);
      } else if (!known) {
        report(path, "does not belong to an output with windows");
      }
      files += stream && WindowChain.isEntry(path) ? 1 : 0;
    }
  }

  /** No list has the late files, which workers write at any time; zstd has checksums. */
  private void checkLate(String path) {
    files++;
    if (depth != Depth.RECORDS) {
      return;
    }
    try (ShardReader reader = ShardReader.open(new BeamFolder(root).file(path))) {
      while (reader.next().isPresent()) {
        // only read
      }
    } catch (IOException damaged) {
      report(path, "cannot be read: " + damaged.getMessage());
    }
  }
}
