package io.millrace.connectors.files;

import io.millrace.connectors.fetch.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many small requests to remote servers in parallel. */
public final class SideBySide {

  private static final int THREADS = 32;

  private SideBySide() {}

  @FunctionalInterface
  public interface Question<Q, A> {
    A ask(Q about) throws IOException;
  }

  /**
   * Returns the answers in the order of the questions, or throws the first failure in that order.
   */
  public static <Q, A> List<A> ask(List<Q> all, Question<Q, A> question) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(THREADS, all.size())), DaemonThreads.named("files-far-away"));
    try {
      List<Future<A>> asked = new ArrayList<>();
      for (Q about : all) {
        asked.add(threads.submit(() -> question.ask(about)));
      }
      List<A> answers = new ArrayList<>();
      for (Future<A> each : asked) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw failed.getCause() instanceof IOException outside
          ? outside
          : new IOException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }
}
