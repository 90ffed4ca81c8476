package io.millrace.app;

import io.millrace.pipelines.run.EngineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says what to do when the user stops a run, and takes its temporary files away. The virtual
 * machine itself ends with {@link ExitCode#INTERRUPTED}.
 */
final class Interruption implements AutoCloseable {

  /** From the moment the virtual machine is told to end, failures are only its consequences. */
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static boolean begun() {
    return BEGUN.get();
  }

  /**
   * @param resumable whether the command has {@code --resume}
   */
  static Interruption watch(EngineSettings engine, boolean resumable, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              BEGUN.set(true);
              err.println(
                  "millrace: interrupted"
                      + (resumable ? "; the same command with --resume goes on" : ""));
              err.flush();
              try {
                Runs.deleteFolder(engine.temporary());
              } catch (IOException inUse) {
                err.println("millrace: some files are left in " + engine.temporary());
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    if (!begun()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
