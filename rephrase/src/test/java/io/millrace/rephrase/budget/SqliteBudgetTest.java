package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBudgetTest extends BudgetContract {

  @TempDir Path folder;

  @Override
  String url() {
    return "sqlite:" + folder.resolve("budget.db");
  }

  @Override
  int rounds() {
    return 1;
  }

  /** Spends until it is killed. */
  public static final class Spender {

    public static void main(String[] args) {
      BudgetSettings settings = new BudgetSettings("b", 10_000_000, 9_000, List.of());
      try (Budget budget = Budget.open(args[0], settings)) {
        for (int i = 1; ; i++) {
          Reservation call = budget.tryReserve(PRICE, 60, 40).orElseThrow();
          System.out.println("reserved");
          call.settle(50, 30);
          System.out.println("settled");
        }
      }
    }
  }

  /** Two processes are killed at an arbitrary point of a call; nothing that they said is lost. */
  @Test
  void holdsWhenProcessesAreKilled() throws Exception {
    Budget watch = open("b", 10_000_000, 9_000);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Spender.class.getName(),
                  url())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    long reserved = 0;
    long settled = 0;
    List<BufferedReader> outputs = new ArrayList<>();
    for (Process process : processes) {
      outputs.add(
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }
    for (int i = 0; i < 40; i++) {
      for (BufferedReader output : outputs) {
        if (output.readLine().equals("settled")) {
          settled++;
        } else {
          reserved++;
        }
      }
    }
    for (Process process : processes) {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    for (BufferedReader output : outputs) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        settled += line.equals("settled") ? 1 : 0;
        reserved += line.equals("reserved") ? 1 : 0;
      }
    }
    BudgetState state = watch.state();
    // a process may have done one step more than it came to say
    long calls = (state.promptTokens() + state.completionTokens()) / 80;
    assertThat(calls).isBetween(settled, settled + 2);
    assertThat(calls + state.reservations()).isBetween(reserved, reserved + 2);
    assertThat(state.reservedTokens()).isEqualTo(100 * state.reservations());
    assertThat(state.reservations()).isLessThanOrEqualTo(2);
  }
}
