package io.millrace.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AttackScore score =
      new AttackScore(new PrintStream(said, true, StandardCharsets.UTF_8));

  /** Starts the command line with the class path of this test. */
  private static List<String> launcher() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : Files.readAllLines(Path.of("../app/src/main/launcher/jvm.options"))) {
      if (!option.isBlank() && !option.startsWith("#")) {
        words.add(option);
      }
    }
    words.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add("io.millrace.app.Millrace");
    return words;
  }

  @Test
  void checksDetectFailures() throws Exception {
    Attack.attack(new SelfCheck(), launcher(), folder, true, score);
    assertThat(score.cases()).as(said.toString(StandardCharsets.UTF_8)).hasSize(1);
    assertThat(score.survived()).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anExceptionInAScenarioIsABrokenCase() throws Exception {
    Scenario broken =
        new Scenario("broken", true) {
          @Override
          void attack(Arena arena, AttackScore score) throws IOException {
            score.check(kind(), "first", true, "");
            arena.write("kept", "");
            throw new IOException("no room");
          }
        };
    Attack.attack(broken, List.of("false"), folder, true, score);
    score.print();
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .contains("BROKE     broken: the scenario itself -- java.io.IOException: no room")
        .last()
        .isEqualTo("survived 1 of 2");
    assertThat(folder.resolve("broken/kept")).exists();
  }

  @Test
  void readmeListsEveryScenario() throws IOException {
    String readme = Files.readString(Path.of("attack/README.md"), StandardCharsets.UTF_8);
    List<String> kinds = Attack.ALL.stream().map(Scenario::kind).toList();
    assertThat(kinds).doesNotHaveDuplicates();
    assertThat(kinds).allSatisfy(kind -> assertThat(readme).contains("| `" + kind + "` |"));
  }
}
