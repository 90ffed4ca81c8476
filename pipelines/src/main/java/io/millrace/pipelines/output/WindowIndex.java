package io.millrace.pipelines.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.fs.MatchResult;

/** The committed windows of an output in order of time, with their counts. */
public record WindowIndex(List<Entry> windows) {

  /** From version 2 on, each window has the hash of its {@code _SUCCESS}. */
  private static final int FORMAT_VERSION = 2;

  /**
   * One window.
   *
   * @param name name of its folder
   * @param success SHA-256 of its {@code _SUCCESS}
   */
  public record Entry(String name, String success, Manifest.Counts counts) {}

  /**
   * Finds the committed windows of an output.
   *
   * @param output address of the output
   */
  public static WindowIndex of(String output) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : names(output)) {
      FinishedOutput window = FinishedOutput.open(address(output, name));
      String success = SuccessFile.sha256(new BeamFolder(window.folder()).file(Shards.SUCCESS));
      entries.add(new Entry(name, success, window.manifest().totals()));
    }
    return new WindowIndex(List.copyOf(entries));
  }

  /** Names of the committed windows of an output, in order of time; empty when it has none. */
  public static List<String> names(String output) throws IOException {
    String folder = WindowTimes.below(output, Shards.WINDOWS + '/');
    List<String> names = new ArrayList<>();
    for (MatchResult.Metadata file : BeamFiles.matching(folder + "*/" + Shards.SUCCESS)) {
      String path = file.resourceId().toString();
      String window = path.substring(0, path.lastIndexOf('/'));
      names.add(window.substring(window.lastIndexOf('/') + 1));
    }
    names.sort(null);
    return names;
  }

  /** Address of a window's output. */
  public static String address(String output, String window) {
    return WindowTimes.below(output, Shards.WINDOWS + '/' + window);
  }

  /** Counts of all windows together. */
  public Manifest.Counts totals() {
    Manifest.Counts sum = new Manifest.Counts(0, 0, 0, 0, 0, 0);
    for (Entry each : windows) {
      Manifest.Counts more = each.counts();
      sum =
          new Manifest.Counts(
              sum.input() + more.input(),
              sum.kept() + more.kept(),
              sum.dropped() + more.dropped(),
              sum.failed() + more.failed(),
              sum.late() + more.late(),
              sum.written() + more.written());
    }
    return sum;
  }

  /** The index as JSON, with a final line feed. */
  public byte[] toJson() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    ArrayNode all = root.putArray("windows");
    for (Entry each : windows) {
      ObjectNode entry = all.addObject();
      entry.put("window", each.name());
      entry.put("success", each.success());
      put(entry, each.counts());
    }
    put(root.putObject("totals"), totals());
    byte[] text = json.writeValueAsBytes(root);
    byte[] line = java.util.Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  /** Puts counts into an entry or the totals. */
  public static void put(ObjectNode node, Manifest.Counts counts) {
    node.put("input", counts.input());
    node.put("kept", counts.kept());
    node.put("dropped", counts.dropped());
    node.put("failed", counts.failed());
    node.put("late", counts.late());
    node.put("written", counts.written());
  }
}
