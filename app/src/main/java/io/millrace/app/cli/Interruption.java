package io.millrace.app.cli;

import io.millrace.pipelines.engine.EngineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Says what to do when the user stops a run, and takes its temporary files away. The virtual
 * machine itself ends with {@link ExitCode#INTERRUPTED}.
 */
public final class Interruption implements AutoCloseable {

  /** From the moment the virtual machine is told to end, failures are only its consequences. */
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
    return watch(engine, () -> resumable ? "; the same command with --resume goes on" : "", err);
  }

  /**
   * @param stop stops what is to be stopped, and says what the user can do next
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

  /** The engine still writes while it stops, so once may not be enough. */
  private static void delete(Path folder) {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
      try {
        TemporaryFolders.delete(folder);
      } catch (IOException inUse) {
        // What an interrupted engine leaves in the system's temporary folder harms nothing.
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
