package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.kafka.InputRecordCoder;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.flow.CheckedChain;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The names of steps are the keys of a stream's state. If this test must change, streams of earlier
 * versions cannot resume, and CHANGELOG must say so.
 */
class StreamStepsTest {

  private static final String INPUT = "inputs: [kafka: {bootstrap: 'h:1', topic: t}]\n";

  private static final List<String> STEPS =
      List.of(
          "JudgeRecords/Judge/ParMultiDo(Judge)",
          "CloseWindows/OnTimeOrLate",
          "WindowsOfTexts/Window.Assign",
          "WindowsOfMarks/Window.Assign",
          "FindDuplicates/GroupMarks",
          "FindDuplicates/CompareMarks/ParMultiDo(Compare)",
          "MarksMeetTexts",
          "GroupShards",
          "StableShards/Hold/ParMultiDo(Hold)",
          "WriteShards/WriteShard/ParMultiDo(WriteShard)",
          "CommitWindows/Whenever/Window.Assign",
          "CommitWindows/CommitWhole/ParMultiDo(CommitWhole)",
          "StableLate/Hold/ParMultiDo(Hold)",
          "WriteLate/WriteLateRecords/ParMultiDo(WriteLate)");

  @TempDir private Path folder;

  private static final class NoRecords extends PTransform<PBegin, PCollection<InputRecord>> {

    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<InputRecord> expand(PBegin begin) {
      return begin.apply(Create.empty(InputRecordCoder.of()));
    }
  }

  /** Steps after the source, in order. */
  private List<String> steps(String output) {
    Recipe recipe =
        ServedTopic.recipe(
            INPUT + "stages: [extract, dedup-url]\nwindows: {size: 1h}\noutput: " + output + "\n");
    MillService service = ServedTopic.notStarted(folder, recipe, new NoRecords());
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    MillPlan plan = service.plan();
    DocumentChain chain = CheckedChain.of(recipe, plan);
    service.build(pipeline, plan, chain);
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            if (!node.getFullName().startsWith("Read/")) {
              names.add(node.getFullName());
            }
          }

          @Override
          public void visitValue(PValue value, TransformHierarchy.Node producer) {}
        });
    return names;
  }

  @Test
  void keepTheirNames() {
    assertThat(steps("{shards: 2}")).containsExactlyElementsOf(STEPS);
  }

  @Test
  void outputTopicsAddOneStepAtTheEnd() {
    List<String> published = new ArrayList<>(STEPS);
    published.add("PublishWindows/Publish/ParMultiDo(Publish)");
    assertThat(steps("{shards: 2, kafka: {bootstrap: 'h:1', documents_topic: kept}}"))
        .containsExactlyInAnyOrderElementsOf(published);
  }
}
