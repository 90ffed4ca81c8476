package io.millrace.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final long HEAP = 1L << 26;
  private static final int SECONDS = 300;

  private final Workers workers = new Workers(1, HEAP);

  @Test
  void oneProcessAnswersManyRequests() throws Exception {
    String first = ask(ScriptedWorker.ANSWER);
    assertThat(ask(ScriptedWorker.PRINT)).isEqualTo(first);
    assertThat(ask(ScriptedWorker.ANSWER)).isEqualTo(first).endsWith(" 5 0");
  }

  @Test
  void aProcessThatEndsIsStartedAgain() throws Exception {
    assertThat(failure(ScriptedWorker.CRASH, SECONDS).kind()).isEqualTo(WorkerException.Kind.CRASH);
    String first = ask(ScriptedWorker.ANSWER);
    assertThat(failure(ScriptedWorker.FILL, SECONDS).kind()).isEqualTo(WorkerException.Kind.MEMORY);
    assertThat(failure(ScriptedWorker.LOOP, 1).kind()).isEqualTo(WorkerException.Kind.TIME);
    assertThat(ask(ScriptedWorker.ANSWER)).isNotEqualTo(first);
  }

  @Test
  void aFailureInAUsedProcessIsRepeatedInANewOne() throws Exception {
    String first = ask(ScriptedWorker.ANSWER);
    assertThat(ask(ScriptedWorker.FILL_IF_USED)).isNotEqualTo(first);
  }

  @Test
  void anotherHeapSizeReplacesAnIdleProcess() throws Exception {
    String first = ask(ScriptedWorker.ANSWER);
    long pid = Long.parseLong(first.split(" ")[0]);
    assertThat(ask(ScriptedWorker.ANSWER, SECONDS, HEAP + 1)).isNotEqualTo(first);
    ProcessHandle.of(pid).ifPresent(old -> old.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void anInterruptedThreadStopsWaiting() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> answer = thread.submit(() -> ask(ScriptedWorker.LOOP));
      thread.shutdownNow();
      assertThatThrownBy(() -> answer.get(120, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void startErrorsAreReported() {
    WorkerCommand command = new WorkerCommand(WorkersTest.class, List.of(), HEAP);
    byte[] none = new byte[0];
    assertThatThrownBy(() -> workers.call(command, none, none, 1, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot start a process for parsers: ")
        .hasMessageContaining("WorkersTest");
  }

  @Test
  void aProcessThatIsNeverReadyIsKilled() {
    WorkerCommand command = new WorkerCommand(ScriptedWorker.Silent.class, List.of(), HEAP);
    assertThatThrownBy(() -> WorkerProcess.start(command, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot start a process for parsers: not ready after 2 s");
  }

  @Test
  void signalsDoNotInterruptAnAnswer() throws Exception {
    assertThat(ask(ScriptedWorker.SIGNALS)).endsWith(" 5 0");
  }

  @Test
  void aWorkerEndsWhenItsParentIsKilled() throws Exception {
    WorkerCommand parent = new WorkerCommand(ScriptedWorker.Parent.class, List.of(), HEAP);
    Process process =
        new ProcessBuilder(parent.in(TemporaryFolder.create())).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      long pid = Long.parseLong(lines.readLine().split(" ")[0]);
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      process.destroyForcibly().waitFor();
      worker.onExit().get(120, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }

  private String ask(String what) throws Exception {
    return ask(what, SECONDS, HEAP);
  }

  private String ask(String what, int seconds, long heap) throws Exception {
    byte[] answer =
        workers.call(
            new WorkerCommand(ScriptedWorker.class, List.of(), heap),
            what.getBytes(StandardCharsets.UTF_8),
            new byte[5],
            1_000,
            seconds);
    return new String(answer, StandardCharsets.UTF_8);
  }

  private WorkerException failure(String what, int seconds) {
    return catchThrowableOfType(WorkerException.class, () -> ask(what, seconds, HEAP));
  }
}
