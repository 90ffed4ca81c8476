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
 * The topics of a stream as they were when it began and each time it was started again, in a file
 * beside its checkpoints. A source that goes on from a checkpoint keeps the partitions and the
 * settings that it was made with; so partitions that were added since need a source of their own,
 * and what cannot be taken over is refused here.
 */
final class StreamTopics {

  private static final String FILE = "topics.json";

  /** Names settings as recipes do. */
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /**
   * A topic of the stream.
   *
   * @param id of the topic when the stream began; "" when not known
   * @param partitions number of partitions at each start that found more of them
   * @param settings of the input that reads it
   */
  record Known(String id, List<Integer> partitions, JsonNode settings) {}

  /** The file's content: topics by the place of their input and their name. */
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
   * @param place of the input among those of the recipe
   * @throws MillraceException when the stream cannot go on with it
   */
  Known look(int place, KafkaInput input) throws IOException {
    String key = place + "/" + input.topic();
    Known before = topics.get(key);
    KafkaTopic now;
    try {
      now = KafkaTopic.of(input);
    } catch (IOException silent) {
      if (before != null) {
        return before; // the source waits for the brokers
      }
      throw new MillraceException(ErrorKind.BROKER_FAILED, silent.getMessage(), silent);
    }
    // as they are when they come from the file
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
              + " was deleted and made anew since this stream began, so its checkpoints are no"
              + " place to go on from; begin with another output");
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
                + ", and this stream began with "
                + field.getValue()
                + ": a source that goes on from a checkpoint keeps its settings");
      }
    }
    List<Integer> partitions = new ArrayList<>(before.partitions());
    if (now.partitions() > partitions.get(partitions.size() - 1)) {
      partitions.add(now.partitions());
    }
    return new Known(before.id(), partitions, settings);
  }

  /** Keeps what was looked at. */
  void save() throws IOException {
    DurableFiles.replace(file, JSON.writeValueAsBytes(new Content(topics)));
  }
}
