package io.millrace.rephrase.local;

import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationException.Kind;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Generator;
import io.millrace.rephrase.generate.Meter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Runs a model in a GGUF file with llama.cpp on this machine, in child processes.
 *
 * <p>Requests wait in a queue for a free process. A process that dies is restarted, and its request
 * is retried once; a request that kills two processes fails as {@code CRASHED}, without loss of
 * others. A request fails as {@code UNAVAILABLE} when the process cannot be started, as {@code
 * TIMEOUT} when it is not answered in time, and as {@code REJECTED} when it is too long for the
 * context.
 *
 * <p>An answer depends only on the request: a process handles one request at a time and keeps no
 * state. (Concurrent requests in one process are computed in batches, which changes rounding.)
 */
public final class LlamaGenerator implements Generator {

  private final String model;
  private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final List<WorkerSlot> slots = new ArrayList<>();
  private final Object lock = new Object();
  private boolean closed;

  /** With another command for the workers, for tests. */
  LlamaGenerator(String model, LlamaCommand command, LlamaSettings settings) {
    this.model = model;
    for (int i = 0; i < settings.processes(); i++) {
      WorkerSlot slot = new WorkerSlot(command, settings, queue);
      slots.add(slot);
      Thread thread = new Thread(slot, "millrace-llama-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Creates a generator. Processes start with the first requests.
   *
   * @param model name in completions
   * @param file in GGUF format
   */
  public static LlamaGenerator of(String model, Path file, LlamaSettings settings) {
    return new LlamaGenerator(model, LlamaCommand.llama(file, settings), settings);
  }

  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request) {
    return generate(request, Meter.FREE);
  }

  /** {@inheritDoc} The meter is called when a process is free and ready. */
  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
    if (request.messages().isEmpty()) {
      return CompletableFuture.failedFuture(
          new GenerationException(Kind.REJECTED, "the request has no message", null));
    }
    Task task =
        new Task(
            new WorkerRequest(0, request.messages(), request.sampling()),
            () -> meter.begin(request),
            new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        task.fail(Kind.UNAVAILABLE, "the model is closed");
      } else {
        queue.add(task);
      }
    }
    return task.answer()
        .thenApply(
            answer ->
                new Completion(
                    answer.text(),
                    answer.cut() ? Finish.LENGTH : Finish.STOP,
                    answer.promptTokens(),
                    answer.completionTokens(),
                    model));
  }

  /** Ends the processes; open requests fail as {@code UNAVAILABLE}. */
  @Override
  public void close() {
    List<Task> left = new ArrayList<>();
    synchronized (lock) {
      closed = true;
      queue.drainTo(left);
    }
    left.forEach(task -> task.fail(Kind.UNAVAILABLE, "the model is closed"));
    slots.forEach(WorkerSlot::close);
  }

  /**
   * A request in the queue.
   *
   * @param begin calls the meter before each attempt
   */
  record Task(
      WorkerRequest request,
      Supplier<CompletableFuture<Meter.Charge>> begin,
      CompletableFuture<WorkerAnswer> answer) {

    void fail(Kind kind, String message) {
      answer.completeExceptionally(new GenerationException(kind, message, null));
    }
  }
}
