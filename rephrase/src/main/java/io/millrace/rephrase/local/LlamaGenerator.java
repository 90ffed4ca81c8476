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
 * A model in a GGUF file, run by llama.cpp on this machine in child processes.
 *
 * <p>Requests wait in line for a free process. A process that dies is started again, and its
 * request tried once more; one that kills two processes fails as {@code CRASHED}, and no other is
 * lost. When a process cannot be started, its request fails as {@code UNAVAILABLE}; one that is not
 * answered in time fails as {@code TIMEOUT}; one that is too long for the context as {@code
 * REJECTED}.
 *
 * <p>Answers depend on the request alone: each process works on one request at a time and keeps
 * nothing of it. (Several at once in one process would share their arithmetic, and rounding with
 * it.)
 */
public final class LlamaGenerator implements Generator {

  private final String model;
  private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final List<WorkerSlot> slots = new ArrayList<>();
  private final Object lock = new Object();
  private boolean closed;

  /** For tests: workers of another kind. */
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
   * Starts nothing yet: processes start with the first requests.
   *
   * @param model its name in completions
   * @param file the GGUF file
   */
  public static LlamaGenerator of(String model, Path file, LlamaSettings settings) {
    return new LlamaGenerator(model, LlamaCommand.llama(file, settings), settings);
  }

  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request) {
    return generate(request, Meter.FREE);
  }

  /** {@inheritDoc} The meter is asked when a process is free and ready. */
  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
    if (request.messages().isEmpty()) {
      return CompletableFuture.failedFuture(
          new GenerationException(Kind.REJECTED, "the request has no message", null));
    }
    WorkerRequest work = WorkerRequest.generate(0, request.messages(), request.sampling());
    return submit(work, () -> meter.begin(request))
        .thenApply(
            answer ->
                new Completion(
                    answer.text(),
                    answer.cut() ? Finish.LENGTH : Finish.STOP,
                    answer.promptTokens(),
                    answer.completionTokens(),
                    model));
  }

  /** Tokens of a text by the model's own tokeniser, without any it adds at the start. */
  public CompletableFuture<Integer> countTokens(String text) {
    return submit(
            WorkerRequest.count(0, text),
            () -> CompletableFuture.completedFuture(Meter.Charge.NONE))
        .thenApply(WorkerAnswer::promptTokens);
  }

  private CompletableFuture<WorkerAnswer> submit(
      WorkerRequest request, Supplier<CompletableFuture<Meter.Charge>> begin) {
    Task task = new Task(request, begin, new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        task.fail(Kind.UNAVAILABLE, "the model is closed");
      } else {
        queue.add(task);
      }
    }
    return task.answer();
  }

  /** Ends the processes; requests that are not answered yet fail as {@code UNAVAILABLE}. */
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
   * A request in line.
   *
   * @param begin asks the meter, before each try
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
