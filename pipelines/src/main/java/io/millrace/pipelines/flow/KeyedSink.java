package io.millrace.pipelines.flow;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.WindowTimes;

/** Receives items with a key: the shard of a document, the partition of a block of marks. */
@FunctionalInterface
public interface KeyedSink {
  /**
   * @param window start of the item's window, {@link WindowTimes#WHOLE} without windows
   */
  void accept(long window, int key, EncodedItem item);
}
