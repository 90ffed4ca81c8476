package io.millrace.pipelines.takedown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowChain;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Updates the list of windows at the root of an output after a takedown. Only the entries of
 * changed windows are updated, so that other changes to windows are still detected.
 */
final class WindowRecord {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOTALS = "totals";

  private final ResourceId root;
  private final Consumer<String> steps;

  WindowRecord(ResourceId root, Consumer<String> steps) {
    this.root = root;
    this.steps = steps;
  }

  /**
   * @param folders folders of windows that a takedown changed
   */
  void changed(List<ResourceId> folders) throws IOException {
    if (folders.isEmpty()) {
      return;
    }
    Optional<byte[]> list = SmallFiles.read(root, Shards.WINDOW_LIST);
    if (list.isPresent()) {
      renew(list.get(), folders);
      return;
    }
    WindowChain.revise(root, folders.stream().map(WindowRecord::name).toList());
  }

  private static String name(ResourceId folder) {
    String path = folder.toString().replaceFirst("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void renew(byte[] list, List<ResourceId> folders) throws IOException {
    Map<String, ResourceId> changed = new HashMap<>();
    folders.forEach(folder -> changed.put(name(folder), folder));
    ObjectNode tree = (ObjectNode) JSON.readTree(list);
    for (JsonNode each : tree.path("windows")) {
      ResourceId folder = changed.get(each.path("window").asText());
      if (folder != null) {
        ObjectNode entry = (ObjectNode) each;
        if (entry.has("success")) {
          ResourceId mark = BeamFiles.resolve(folder, Shards.SUCCESS);
          entry.put("success", SuccessFile.sha256(new BeamFile(mark)));
        }
        WindowIndex.put(entry, FinishedOutput.open(folder.toString()).manifest().totals());
      }
    }
    ObjectNode totals = tree.putObject(TOTALS);
    for (JsonNode each : tree.path("windows")) {
      each.fields()
          .forEachRemaining(
              field -> {
                if (field.getValue().isIntegralNumber()) {
                  long more = field.getValue().asLong();
                  totals.put(field.getKey(), totals.path(field.getKey()).asLong() + more);
                }
              });
    }
    StagedFiles staged = new StagedFiles(root, steps);
    staged.write(
        Shards.WINDOW_LIST,
        (JSON.writeValueAsString(tree) + '\n').getBytes(StandardCharsets.UTF_8));
    staged.write(
        Shards.SUCCESS,
        SuccessFile.bytes(new BeamFolder(staged.root()), List.of(Shards.WINDOW_LIST)));
    staged.commit();
    StagedFiles.clear(root);
  }

  /**
   * Checks that the list of windows matches {@code _SUCCESS}, so that a takedown does not hide
   * damage.
   */
  void checkUnchanged() throws IOException {
    if (SmallFiles.read(root, Shards.WINDOW_LIST).isEmpty()) {
      return;
    }
    String marked = SuccessFile.read(new BeamFolder(root)).get(Shards.WINDOW_LIST);
    String is = SuccessFile.sha256(new BeamFolder(root).file(Shards.WINDOW_LIST));
    if (!is.equals(marked)) {
      throw new MillraceException(
          ErrorKind.BAD_INPUT,
          root
              + Shards.WINDOW_LIST
              + " does not match _SUCCESS, so it cannot be updated; 'millrace shards verify' lists"
              + " all problems");
    }
  }
}
