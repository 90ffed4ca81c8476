package io.millrace.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that scripts and results in {@code bench/compare} match the list of targets. */
class RacesTest {

  private static final Path COMPARE = Path.of("compare");

  @TempDir private Path folder;

  @Test
  void everyRaceHasAScriptThatRunsExactlyItsRows() throws IOException {
    List<Target> targets = Target.read(COMPARE.resolve("targets.tsv"));
    assertThat(targets).extracting(Target::row).doesNotHaveDuplicates();
    assertThat(names("races", ".sh"))
        .isEqualTo(targets.stream().map(Target::race).collect(Collectors.toSet()));
    for (Target target : targets) {
      Path script = COMPARE.resolve("races").resolve(target.race() + ".sh");
      assertThat(Files.readString(script, StandardCharsets.UTF_8))
          .as("%s runs %s", script, target.row())
          .matches(text -> named(text, target));
    }
  }

  /** The script has the name of the row, or its part after the name of the race. */
  private static boolean named(String script, Target target) {
    return script.contains(target.row())
        || script.contains(target.row().substring(target.race().length() + 1));
  }

  @Test
  void resultsBelongToRowsAndHaveEqualOutputs() throws IOException {
    List<Target> targets = Target.read(COMPARE.resolve("targets.tsv"));
    for (Result result : Result.readAll(COMPARE.resolve("results"))) {
      assertThat(targets).contains(result.target());
      assertThat(result.counted(Measurement.Side.OURS)).isNotEmpty();
      assertThat(result.check().equal()).as(result.target().row()).isTrue();
    }
  }

  @Test
  void reportsAnInvalidTarget() throws IOException {
    Path file = folder.resolve("targets.tsv");
    Files.writeString(file, "row\trace\tcpu\tMB/s\tat-best\t2\twhat\n");
    assertThatThrownBy(() -> Target.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AT_BEST");
    Files.writeString(file, "row\trace\n");
    assertThatThrownBy(() -> Target.read(file)).hasMessageContaining("2 columns");
  }

  private static Set<String> names(String below, String ending) throws IOException {
    try (Stream<Path> files = Files.list(COMPARE.resolve(below))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(Collectors.toSet());
    }
  }
}
