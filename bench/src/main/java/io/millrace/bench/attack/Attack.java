package io.millrace.bench.attack;

import io.millrace.bench.ChainLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs all scenarios. Prints each case, then the numbers of tried and survived cases by kind; the
 * last line is {@code survived N of N}.
 */
public final class Attack {

  static final List<Scenario> ALL =
      List.of(
          new SelfCheck(),
          new Parsers(),
          new Fetching(),
          new OptOuts(),
          new Published(),
          new Listening(),
          new Outputs(),
          new Indexes(),
          new Records(),
          new Documents(),
          new Vanishing(),
          new Secrets(),
          new Models(),
          new TwoRuns(),
          new Crashes(),
          new SlowClients());

  private Attack() {}

  private record Plan(boolean quick, List<String> only, Path work) {

    static Plan of(String[] arguments) throws IOException {
      boolean quick = false;
      List<String> only = new ArrayList<>();
      Path work = null;
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--quick" -> quick = true;
          case "--work" -> work = Files.createDirectories(Path.of(arguments[++i]));
          case "--kind" -> only.add(arguments[++i]);
          default -> throw new IllegalArgumentException("unknown argument " + arguments[i]);
        }
      }
      return new Plan(quick, only, work == null ? Files.createTempDirectory("attack") : work);
    }

    boolean has(Scenario scenario) {
      return only.isEmpty() ? scenario.quick() || !quick : only.contains(scenario.kind());
    }
  }

  /**
   * @param arguments {@code [--quick] [--kind KIND]... [--work FOLDER]}; the launcher is the
   *     property {@code millrace.launcher}
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Plan plan = Plan.of(arguments);
    List<String> launcher = List.of(System.getProperty("millrace.launcher", "./millrace"));
    AttackScore score = new AttackScore(out);
    for (Scenario each : ALL) {
      if (plan.has(each)) {
        attack(each, launcher, plan.work(), plan.quick(), score);
      }
    }
    score.print();
    System.exit(score.survived() == score.cases().size() ? 0 : 1);
  }

  /** Runs one scenario in its own folder, which is deleted if all its cases survived. */
  static void attack(
      Scenario scenario, List<String> launcher, Path work, boolean quick, AttackScore score)
      throws Exception {
    Path folder = work.resolve(scenario.kind().replace(' ', '-'));
    ChainLoop.deleteFolder(folder);
    long begin = System.nanoTime();
    int before = score.cases().size();
    try {
      scenario.attack(new Arena(launcher, folder, quick), score);
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception | LinkageError failed) {
      score.check(scenario.kind(), "the scenario itself", false, failed.toString());
    }
    score.took(scenario.kind(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    List<AttackScore.Case> own = score.cases().subList(before, score.cases().size());
    if (own.stream().allMatch(AttackScore.Case::survived)) {
      ChainLoop.deleteFolder(folder);
    }
  }
}
