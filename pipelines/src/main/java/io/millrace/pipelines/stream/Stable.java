package io.millrace.pipelines.stream;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Holds elements back until a checkpoint contains them. The order of arrival decides what is late,
 * and a restart does not repeat that order. So no decision is written that a restart could still
 * change.
 */
final class Stable<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements.apply("Hold", ParDo.of(new HoldFn<T>())).setCoder(elements.getCoder());
  }

  private static final class HoldFn<T> extends DoFn<T, T> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    @RequiresStableInput
    public void pass(@Element T element, OutputReceiver<T> out) {
      out.output(element);
    }
  }
}
