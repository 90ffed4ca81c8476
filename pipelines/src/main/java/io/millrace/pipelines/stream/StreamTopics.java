package io.millrace.pipelines.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.KafkaTopic;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.output.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The topics of a stream at its start and at each restart, in a file beside its checkpoints. A
 * source that resumes from a checkpoint keeps its partitions and settings. So partitions that were
 * added later need a source of their own, and a changed setting is an error.
 */
final class StreamTopics {

  private static final String FILE = "topics.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /**
   * A topic of the stream.
   *
   * @param id of the topic when the stream began; "" when not known
   * @param partitions numbers of partitions: at the first start, and at each start that found more
   * @param settings of the input that reads it
   */
  record Known(String id, List<Integer> partitions, JsonNode settings) {}

  /** Content of the file: topics by index of the input and name. */
  record Content(SortedMap<String, Known> topics) {}

  private final ResourceId file;
  private final SortedMap<String, Known> topics = new TreeMap<>();

  private StreamTopics(ResourceId file) {
    this.file = file;
  }

  /**
   * @param checkpoints address of the folder of checkpoints
   */
  static StreamTopics open(String checkpoints) throws IOException {
    StreamTopics all = new StreamTopics(file(checkpoints));
    WorkFolder.Files.read(all.file, Content.class)
        .ifPresent(content -> all.topics.putAll(content.topics()));
    return all;
  }

  static void forget(String checkpoints) throws IOException {
    FileSystems.delete(List.of(file(checkpoints)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static ResourceId file(String checkpoints) {
    return BeamFiles.file(WindowTimes.below(checkpoints, FILE));
  }

  /**
   * The topic of an input, with the partitions that it has now.
   *
   * @param place index of the input in the recipe
   * @throws MillraceException when the stream cannot resume with the topic
   */
  Known look(int place, KafkaInput input) throws IOException {
    String key = place + "/" + input.topic();
    Known before = topics.get(key);
    KafkaTopic now;
    try {
      now = KafkaTopic.of(input);
    } catch (IOException silent) {
      if (before != null) {
        return before; // the source waits until the brokers answer
      }
      throw new MillraceException(ErrorKind.BROKER_FAILED, silent.getMessage(), silent);
    }
    // through bytes, so that they equal settings read from the file
    JsonNode settings = JSON.readTree(JSON.writeValueAsBytes(input));
    Known known = new Known(now.id(), List.of(now.partitions()), settings);
    if (before != null) {
      known = goOn(before, now, settings);
    }
    topics.put(key, known);
    return known;
  }

  private static Known goOn(Known before, KafkaTopic now, JsonNode settings) {
    if (!now.isSame(before.id())) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "topic "
              + now.name()
              + " was deleted and recreated since this stream began, so the stream cannot resume"
              + " from its checkpoints; use another output");
    }
    Iterator<Map.Entry<String, JsonNode>> fields = before.settings().fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode changed = settings.path(field.getKey());
      if (!changed.isMissingNode() && !changed.equals(field.getValue())) {
        throw new MillraceException(
            ErrorKind.WRONG_USE,
            "input "
                + now.name()
                + " has "
                + field.getKey()
                + " "
                + changed
                + ", but this stream began with "
                + field.getValue()
                + ": a source that resumes from a checkpoint keeps its settings");
      }
    }
    List<Integer> partitions = new ArrayList<>(before.partitions());
    if (now.partitions() > partitions.get(partitions.size() - 1)) {
      partitions.add(now.partitions());
    }
    return new Known(before.id(), partitions, settings);
  }

  /** Writes the file. */
  void save() throws IOException {
    DurableFiles.replace(file, JSON.writeValueAsBytes(new Content(topics)));
  }
}
