package io.millrace.pipelines.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipelines.output.OutputLock.Use;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {

  @TempDir private Path folder;

  @BeforeEach
  void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private OutputLock acquire(Use use) throws IOException {
    return OutputLock.acquire(folder.toString(), use);
  }

  private void assertRefused(Use use, String holder) {
    assertThatThrownBy(() -> acquire(use))
        .isInstanceOf(OutputInUseException.class)
        .hasMessageContaining(folder + " is in use by " + holder + " (process ")
        .hasMessageContaining("wait until it ends, or stop it");
  }

  @Test
  void oneRunAtATime() throws IOException {
    try (OutputLock lock = acquire(Use.RUN)) {
      assertRefused(Use.RUN, "a run");
      assertRefused(Use.SERVICE, "a run");
      assertRefused(Use.TAKEDOWN, "a run");
      assertRefused(Use.INDEX, "a run");
    }
    assertThat(folder.resolve(".work")).doesNotExist();
    acquire(Use.RUN).close();
  }

  @Test
  void oneTakedownAtATimeAlsoWithAService() throws IOException {
    try (OutputLock service = acquire(Use.SERVICE);
        OutputLock takedown = acquire(Use.TAKEDOWN)) {
      assertRefused(Use.TAKEDOWN, "a takedown");
      assertRefused(Use.INDEX, "a takedown");
      assertRefused(Use.RUN, "a service");
    }
    try (OutputLock takedown = acquire(Use.TAKEDOWN)) {
      assertRefused(Use.RUN, "a takedown");
      acquire(Use.SERVICE).close();
      assertThatThrownBy(() -> OutputLock.checkUnheld(folder.toString()))
          .isInstanceOf(OutputInUseException.class);
    }
    assertThat(folder.resolve(".work")).doesNotExist();
  }

  @Test
  void doesNotReleaseTheLockOfTheNextOwner() throws IOException {
    Path file = folder.resolve(".work/run.lock");
    OutputLock lock = acquire(Use.RUN);
    Files.delete(file);
    Files.writeString(file, "another's");
    lock.close();
    assertThat(file).hasContent("another's");
    Files.delete(file);
    acquire(Use.RUN).close();
  }

  @Test
  void indexNeedsNoWritableOutput() throws IOException {
    Files.writeString(folder.resolve(".work"), "no folder");
    acquire(Use.INDEX).close();
    assertThatThrownBy(() -> acquire(Use.TAKEDOWN)).isInstanceOf(IOException.class);
    assertThat(folder.resolve(".work")).hasContent("no folder");
  }

  /** A process that locks a folder, prints a line, and waits until its input ends. */
  static final class Holder {
    public static void main(String[] folder) throws IOException {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
      OutputLock lock = OutputLock.acquire(folder[0], Use.RUN);
      System.out.println("held");
      while (System.in.read() >= 0) {
        // until it ends
      }
      lock.close();
    }
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(folder.resolveSibling(folder.getFileName() + ".log").toFile())
            .start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); !"held".equals(line); line = said.readLine()) {
      assertThat(line).as("the child ended").isNotNull();
    }
    return process;
  }

  @Test
  void namesTheOwnerAndFreesTheLockOfAKilledProcess() throws Exception {
    Process process = holder();
    try {
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(() -> acquire(Use.RUN))
            .hasMessageContaining("a run (process " + process.pid() + " on ")
            .hasMessageContaining("stop it (kill " + process.pid() + ")");
        assertRefused(Use.TAKEDOWN, "a run");
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    assertThat(folder.resolve(".work/run.lock")).exists();
    try (OutputLock lock = acquire(Use.RUN)) {
      assertThat(Files.readString(folder.resolve(".work/run.lock")))
          .contains("\"pid\":" + ProcessHandle.current().pid() + ",");
    }
    assertThat(folder.resolve(".work")).doesNotExist();
  }
}
