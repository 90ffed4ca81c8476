package io.millrace.pipelines.stream;

import io.millrace.connectors.kafka.DeadLetters;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.ReadKafka;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Reads the topics of a recipe. A message that cannot be read becomes a failed record, and is also
 * sent to the dead-letter topic if the recipe names one.
 */
public final class KafkaRecords extends PTransform<PBegin, PCollection<InputRecord>> {

  private static final long serialVersionUID = 1L;

  private final List<KafkaInput> inputs;
  private final String checkpoints;

  private KafkaRecords(List<KafkaInput> inputs, String checkpoints) {
    this.inputs = inputs;
    this.checkpoints = checkpoints;
  }

  /**
   * @param checkpoints address of the stream's folder of checkpoints, which also has the list of
   *     its topics
   * @throws ConfigException when an input is not a topic
   */
  public static KafkaRecords of(Recipe recipe, String checkpoints) {
    List<KafkaInput> inputs = new ArrayList<>();
    for (Recipe.Input input : recipe.inputs()) {
      if (!(input.settings() instanceof KafkaInput kafka)) {
        throw new ConfigException(
            input.place(),
            "input '" + input.kind() + "' is no stream; 'millrace serve' reads kafka");
      }
      inputs.add(kafka);
    }
    return new KafkaRecords(inputs, checkpoints);
  }

  /**
   * Looks up the topics at the brokers. Partitions that were added after the stream began get a
   * source of their own, which starts at their oldest message.
   *
   * @throws MillraceException when the stream cannot resume with a topic
   */
  @Override
  public PCollection<InputRecord> expand(PBegin begin) {
    List<PCollection<InputRecord>> all = new ArrayList<>();
    try {
      StreamTopics topics = StreamTopics.open(checkpoints);
      for (int i = 0; i < inputs.size(); i++) {
        StreamTopics.Known topic = topics.look(i, inputs.get(i));
        KafkaInput input = inputs.get(i);
        int first = 0;
        for (int end : topic.partitions()) {
          String name = first == 0 ? "Topic" + i : "Topic" + i + "From" + first;
          ReadKafka read = ReadKafka.of(input).withPartitions(topic.id(), first, end);
          all.add(records(begin.apply(name, read), input, name.substring("Topic".length())));
          input = input.withStart(KafkaInput.Start.EARLIEST, "");
          first = end;
        }
      }
      topics.save();
    } catch (IOException unwritable) {
      throw new MillraceException(
          ErrorKind.STORAGE_FAILED,
          checkpoints + " cannot be used: " + unwritable.getMessage(),
          unwritable);
    }
    return PCollectionList.of(all).apply("AllTopics", Flatten.pCollections());
  }

  private static PCollection<InputRecord> records(
      PCollectionTuple read, KafkaInput input, String name) {
    if (!input.deadLetterTopic().isEmpty()) {
      read.get(ReadKafka.BAD).apply("DeadLetters" + name, DeadLetters.of(input));
    }
    return read.get(ReadKafka.RECORDS);
  }
}
