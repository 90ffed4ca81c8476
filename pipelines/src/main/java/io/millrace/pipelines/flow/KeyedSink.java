package io.millrace.pipelines.flow;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.WindowTimes;

/** Takes items by a number: documents by shard, blocks of marks by partition. */
@FunctionalInterface
public interface KeyedSink {
  /**
   * @param window start of the window they belong to, {@link WindowTimes#WHOLE} in a run of one
   */
  void accept(long window, int key, EncodedItem item);
}
