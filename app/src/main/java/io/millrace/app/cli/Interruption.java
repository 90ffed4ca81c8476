package io.millrace.app.cli;

import io.millrace.pipelines.engine.EngineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Prints how to continue when the user stops a run, and deletes its temporary files. The exit
 * status is {@link ExitCode#INTERRUPTED}, which the virtual machine sets.
 */
public final class Interruption implements AutoCloseable {

  /** True once the virtual machine shuts down; later failures are consequences of that. */
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private static final int ATTEMPTS = 5;

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  public static boolean begun() {
    return BEGUN.get();
  }

  /**
   * @param resumable whether the command has {@code --resume}
   */
  public static Interruption watch(EngineSettings engine, boolean resumable, PrintWriter err) {
    return watch(engine, () -> resumable ? "; the same command with --resume continues" : "", err);
  }

  /**
   * @param stop stops the work and returns what the user can do next
   */
  public static Interruption watch(EngineSettings engine, Supplier<String> stop, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              BEGUN.set(true);
              err.println("millrace: interrupted" + stop.get());
              err.flush();
              delete(engine.temporary());
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** Tries several times: the engine still writes files while it stops. */
  private static void delete(Path folder) {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
      try {
        TemporaryFolders.delete(folder);
      } catch (IOException inUse) {
        // a file that stays in the system's temporary folder does no harm
      }
    }
  }

  @Override
  public void close() {
    if (!begun()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
