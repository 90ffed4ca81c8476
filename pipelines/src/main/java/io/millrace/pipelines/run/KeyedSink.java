package io.millrace.pipelines.run;

/** Takes encoded things by a number: documents by shard, blocks of marks by partition. */
@FunctionalInterface
public interface KeyedSink {
  void accept(int key, byte[] bytes);
}
