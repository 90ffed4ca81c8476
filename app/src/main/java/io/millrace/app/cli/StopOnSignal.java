package io.millrace.app.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a signal ask a training to stop: the process ends when this is closed, so it is opened
 * before PyTorch, whose library must not be taken down while a thread is in it.
 */
public final class StopOnSignal implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile Runnable stop = () -> {};

  public StopOnSignal() {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              try {
                closed.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop training");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * @param training asks it to stop; called from another thread
   */
  public void asks(Runnable training) {
    stop = training;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the process ends already
    }
  }
}
