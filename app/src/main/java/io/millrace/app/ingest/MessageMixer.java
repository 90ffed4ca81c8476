package io.millrace.app.ingest;

import io.millrace.connectors.read.files.FileMessages.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Shuffles messages and sends some of them twice; the same seed gives the same result. It shuffles
 * within a buffer: when the buffer is full, each new message replaces a random one, which is sent.
 */
final class MessageMixer {

  /** Takes messages in their new order. */
  @FunctionalInterface
  interface Sink {
    void accept(Message message) throws IOException;
  }

  private static final int MAX_MESSAGES = 100_000;
  private static final long MAX_BYTES = 128L << 20;

  private final Random random;
  private final double repeat;
  private final boolean shuffle;
  private final Sink sink;
  private final List<Message> buffer = new ArrayList<>();
  private long bytes;

  /**
   * @param repeat share of the messages that is sent twice, in 0..1
   */
  MessageMixer(long seed, boolean shuffle, double repeat, Sink sink) {
    this.random = new Random(seed);
    this.shuffle = shuffle;
    this.repeat = repeat;
    this.sink = sink;
  }

  void accept(Message message) throws IOException {
    boolean twice = random.nextDouble() < repeat;
    add(message);
    if (twice) {
      add(message);
    }
  }

  private void add(Message message) throws IOException {
    if (!shuffle) {
      sink.accept(message);
      return;
    }
    buffer.add(message);
    bytes += message.value().length;
    while (buffer.size() > MAX_MESSAGES || bytes > MAX_BYTES) {
      takeOne();
    }
  }

  private void takeOne() throws IOException {
    int last = buffer.size() - 1;
    int taken = random.nextInt(buffer.size());
    Message message = buffer.get(taken);
    buffer.set(taken, buffer.get(last));
    buffer.remove(last);
    bytes -= message.value().length;
    sink.accept(message);
  }

  /** Sends the rest of the buffer. */
  void finish() throws IOException {
    while (!buffer.isEmpty()) {
      takeOne();
    }
  }
}
