package io.millrace.rephrase.local;

import io.millrace.rephrase.generate.GenerationException.Kind;
import io.millrace.rephrase.generate.Meter;
import io.millrace.rephrase.local.LlamaGenerator.Task;
import io.millrace.rephrase.local.LlamaProcess.DiedException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from the queue one at a time and keeps a process for them. */
final class WorkerSlot implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);

  /** Most deaths of processes by one request. */
  private static final int MOST_DEATHS = 2;

  private final LlamaCommand command;
  private final LlamaSettings settings;
  private final LinkedBlockingQueue<Task> queue;
  private volatile LlamaProcess process;
  private volatile Thread thread;
  private volatile boolean closed;
  private long requests;

  WorkerSlot(LlamaCommand command, LlamaSettings settings, LinkedBlockingQueue<Task> queue) {
    this.command = command;
    this.settings = settings;
    this.queue = queue;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!closed) {
      Task task = null;
      try {
        task = queue.take();
        work(task);
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException | Error e) {
        LOG.warn("a request to a model on this machine failed", e);
        end();
      } finally {
        if (task != null && !task.answer().isDone()) {
          task.fail(Kind.UNAVAILABLE, closed ? "the model is closed" : "the request failed");
        }
      }
    }
    end();
  }

  private void work(Task task) throws InterruptedException {
    for (int deaths = 0; !closed && !task.answer().isDone(); ) {
      if (!isReady(task)) {
        return;
      }
      CompletableFuture<Meter.Charge> begun = task.begin().get();
      Meter.Charge charge;
      try {
        charge = begun.get();
      } catch (ExecutionException refused) {
        task.answer().completeExceptionally(refused.getCause());
        return;
      } catch (InterruptedException closing) {
        begun.thenAccept(Meter.Charge::release);
        throw closing;
      }
      try {
        answer(task, charge);
      } catch (InterruptedException | RuntimeException | Error unknown) {
        charge.assumeWorst();
        throw unknown;
      } catch (DiedException e) {
        charge.assumeWorst();
        end();
        LOG.warn("a model's process died: {}", e.getMessage());
        if (++deaths == MOST_DEATHS) {
          task.fail(Kind.CRASHED, "the model's process died twice: " + e.getMessage());
        }
      }
    }
  }

  /** Starts a process if none runs; fails the request if that fails. */
  private boolean isReady(Task task) throws InterruptedException {
    if (process != null && process.isAlive()) {
      return true;
    }
    end();
    String fault;
    try {
      LlamaProcess started = LlamaProcess.start(command);
      process = started;
      WorkerAnswer first = started.receive(TimeUnit.SECONDS.toNanos(settings.startSeconds()));
      if (first == null) {
        fault = "not ready after " + settings.startSeconds() + " s";
      } else {
        fault = first.error();
      }
    } catch (IOException | DiedException e) {
      fault = String.valueOf(e.getMessage());
    }
    if (!fault.isEmpty()) {
      end();
      task.fail(Kind.UNAVAILABLE, "the model cannot be loaded: " + fault);
    }
    return fault.isEmpty();
  }

  /** Answers a request and ends its charge, unless the process dies or the wait is interrupted. */
  private void answer(Task task, Meter.Charge charge) throws DiedException, InterruptedException {
    WorkerRequest request = task.request();
    LlamaProcess current = process;
    if (current == null) {
      throw new DiedException("the model is closed");
    }
    long id = ++requests;
    try {
      current.send(request.withId(id));
    } catch (IOException e) {
      charge.release();
      task.fail(Kind.REJECTED, String.valueOf(e.getMessage()));
      return;
    }
    WorkerAnswer answer = current.receive(TimeUnit.SECONDS.toNanos(settings.answerSeconds()));
    if (answer == null) {
      end();
      charge.assumeWorst();
      task.fail(Kind.TIMEOUT, "no answer after " + settings.answerSeconds() + " s");
    } else if (answer.id() != id) {
      throw new DiedException("the answer has another id than the request");
    } else if (!answer.error().isEmpty()) {
      charge.release();
      task.fail(Kind.REJECTED, answer.error());
    } else {
      WorkerAnswer counted = current.counted(answer, request.sampling().maxTokens());
      settle(charge, counted, task);
      task.answer().complete(counted);
    }
  }

  private static void settle(Meter.Charge charge, WorkerAnswer counted, Task task) {
    try {
      charge.settle(counted.promptTokens(), counted.completionTokens());
    } catch (RuntimeException cannot) {
      // without a count the request must not succeed
      task.answer().completeExceptionally(cannot);
    }
  }

  private void end() {
    LlamaProcess current = process;
    process = null;
    if (current != null) {
      current.destroy();
    }
  }

  void close() {
    closed = true;
    end();
    Thread current = thread;
    if (current != null) {
      current.interrupt();
    }
  }
}
