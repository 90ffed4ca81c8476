package io.millrace.pipelines.output;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Compares an output with an expected one, window by window: that of a stream with that of a batch
 * run over the same records. Checksums are computed from the files, not taken from a manifest.
 * Reports and {@code _SUCCESS}, which has their checksums, are not compared.
 */
public final class OutputComparison {

  private static final int MOST_NAMED = 20;

  private static final List<String> COMPARED =
      List.of(
          Shards.MANIFEST,
          Shards.SHARDS + "/**",
          Shards.REJECTED + "/**",
          Shards.VERDICTS + "/**",
          Shards.CHOICES + "/**");

  private long records;
  private long files;
  private long lost;
  private long twice;
  private long different;
  private final List<String> differences = new ArrayList<>();

  private OutputComparison() {}

  /**
   * Result of a comparison.
   *
   * @param windows number of windows in either output
   * @param records verdicts of the expected output
   * @param files number of files in either output
   * @param lost expected verdicts that the output does not have in the same window
   * @param twice verdicts of the output that are not expected
   * @param sameBytes whether both have the same files with the same bytes
   * @param differences descriptions of the first 20 differences
   */
  public record Result(
      int windows,
      long records,
      long files,
      long lost,
      long twice,
      boolean sameBytes,
      List<String> differences) {

    public Result {
      differences = List.copyOf(differences);
    }

    /** Whether there is no difference. */
    public boolean same() {
      return lost == 0 && twice == 0 && sameBytes;
    }
  }

  /**
   * @param address output to check
   * @param expected output with the expected content
   * @throws MillraceException when one of them is not the output of a finished run or of a stream
   *     with committed windows
   */
  public static Result of(String address, String expected) throws IOException {
    SortedMap<String, FinishedOutput> found = FinishedOutput.openAll(address);
    SortedMap<String, FinishedOutput> wanted = FinishedOutput.openAll(expected);
    if (found.containsKey("") != wanted.containsKey("")) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "one of " + address + " and " + expected + " has windows, the other not");
    }
    SortedSet<String> all = new TreeSet<>(found.keySet());
    all.addAll(wanted.keySet());
    OutputComparison comparison = new OutputComparison();
    for (String window : all) {
      comparison.verdicts(window, found.get(window), wanted.get(window));
      comparison.files(
          window,
          found.containsKey(window) ? hashes(inside(address, window)) : new TreeMap<>(),
          wanted.containsKey(window) ? hashes(inside(expected, window)) : new TreeMap<>());
    }
    return comparison.result(all.size());
  }

  private static String inside(String address, String window) {
    return address.replaceFirst("/+$", "") + '/' + window;
  }

  private Result result(int windows) {
    return new Result(windows, records, files, lost, twice, different == 0, differences);
  }

  private void differs(String what) {
    if (differences.size() < MOST_NAMED) {
      differences.add(what);
    }
  }

  /** Counts verdicts by id; both outputs may have an id several times. */
  private void verdicts(String window, FinishedOutput found, FinishedOutput wanted)
      throws IOException {
    Map<String, Long> open = new HashMap<>();
    if (wanted != null) {
      wanted.forEachVerdict(
          row -> {
            records++;
            open.merge(row.id(), 1L, Long::sum);
          });
    }
    long[] more = new long[1];
    if (found != null) {
      found.forEachVerdict(
          row -> {
            if (open.merge(row.id(), -1L, Long::sum) < 0) {
              more[0]++;
            }
          });
    }
    long missing = open.values().stream().filter(left -> left > 0).mapToLong(left -> left).sum();
    lost += missing;
    twice += more[0];
    if (missing > 0 || more[0] > 0) {
      differs(window + ": " + missing + " records missing, " + more[0] + " too many");
    }
  }

  private void files(
      String window, SortedMap<String, String> found, SortedMap<String, String> wanted) {
    SortedSet<String> names = new TreeSet<>(found.keySet());
    names.addAll(wanted.keySet());
    for (String name : names) {
      files++;
      if (!Objects.equals(found.get(name), wanted.get(name))) {
        different++;
        String what =
            !found.containsKey(name)
                ? " is missing"
                : wanted.containsKey(name) ? " has other bytes" : " is not expected";
        differs(window + name + what);
      }
    }
  }

  /** Checksums of the files of an output by path. */
  private static SortedMap<String, String> hashes(String folder) throws IOException {
    String root = BeamFiles.folder(folder).toString();
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String pattern : COMPARED) {
      for (MatchResult.Metadata file : BeamFiles.matching(root + pattern)) {
        String path = file.resourceId().toString();
        hashes.put(
            path.substring(root.length()), SuccessFile.sha256(new BeamFile(file.resourceId())));
      }
    }
    return hashes;
  }
}
