package io.millrace.pipelines.stream;

import io.millrace.pipelines.flow.LogFields;
import io.millrace.pipelines.flow.MillPlan;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Publishes each committed window to the topics of the output, once. A window arrives again when
 * its commit is repeated after a failure.
 */
final class PublishWindows extends PTransform<PCollection<Long>, PDone> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  PublishWindows(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PDone expand(PCollection<Long> windows) {
    windows.apply("Publish", ParDo.of(new PublishFn(plan)));
    return PDone.in(windows.getPipeline());
  }

  private static final class PublishFn extends DoFn<Long, Void> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private transient WindowPublication publication;

    PublishFn(MillPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void publish(@Element Long window) throws IOException {
      if (publication == null) {
        // not at setup: only the worker that commits windows may become the writer
        publication = WindowPublication.open(plan);
      }
      LogFields.during(plan, plan.windows(), window, () -> publication.publish(window));
    }

    @Teardown
    public void teardown() {
      if (publication != null) {
        publication.close();
      }
    }
  }
}
