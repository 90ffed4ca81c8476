package io.millrace.pipelines.run;

import io.millrace.connectors.kafka.DeadLetters;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.ReadKafka;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Reads the topics of a recipe. Messages that cannot be read are records too, which fail; where the
 * recipe names a topic for them, they also go there.
 */
public final class KafkaRecords extends PTransform<PBegin, PCollection<InputRecord>> {

  private static final long serialVersionUID = 1L;

  private final List<KafkaInput> inputs;

  private KafkaRecords(List<KafkaInput> inputs) {
    this.inputs = inputs;
  }

  /**
   * @throws RecipeException when an input is no topic
   */
  public static KafkaRecords of(Recipe recipe) {
    List<KafkaInput> inputs = new ArrayList<>();
    for (Recipe.Input input : recipe.inputs()) {
      if (!(input.settings() instanceof KafkaInput kafka)) {
        throw new RecipeException(
            input.place(),
            "input '" + input.kind() + "' is no stream; 'millrace serve' reads kafka");
      }
      inputs.add(kafka);
    }
    return new KafkaRecords(inputs);
  }

  @Override
  public PCollection<InputRecord> expand(PBegin begin) {
    List<PCollection<InputRecord>> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      KafkaInput input = inputs.get(i);
      PCollectionTuple read = begin.apply("Topic" + i, ReadKafka.of(input));
      all.add(read.get(ReadKafka.RECORDS));
      if (!input.deadLetterTopic().isEmpty()) {
        read.get(ReadKafka.BAD).apply("DeadLetters" + i, DeadLetters.of(input));
      }
    }
    return PCollectionList.of(all).apply("AllTopics", Flatten.pCollections());
  }
}
