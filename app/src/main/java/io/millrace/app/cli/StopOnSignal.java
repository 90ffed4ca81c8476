package io.millrace.app.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Stops a training when the process gets a signal. The process ends only after this is closed: open
 * it before PyTorch, whose native library must not be unloaded while a thread runs in it.
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
   * @param training stops the training; called from another thread
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
      // the process is ending
    }
  }
}
