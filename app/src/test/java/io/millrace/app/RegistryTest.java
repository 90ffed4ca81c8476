package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Version;
import io.millrace.pipelines.chain.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages, reasons, pages and versions agree. */
class RegistryTest {

  private static final Path PAGES = Path.of("../docs/stages");

  /** Stages that no recipe lists: the reader, the mix of the output, what was taken out later. */
  private static final Set<String> BUILT_IN = Set.of("read", "mix", "takedown");

  static Stream<String> stages() {
    return Stages.names().stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyStageHasAPageWithItsReasonsAndAnExample(String stage) throws IOException {
    String page = Files.readString(PAGES.resolve(stage + ".md"));
    assertThat(page).startsWith("# " + stage + "\n").contains("```yaml");
    for (DropReason reason : DropReason.values()) {
      if (reason.stage().equals(stage)) {
        assertThat(page).contains("`" + reason.key() + "`");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyStageHasAReason(String stage) {
    assertThat(DropReason.values()).anyMatch(reason -> reason.stage().equals(stage));
  }

  @Test
  void everyReasonHasAStage() {
    Set<String> stages =
        Arrays.stream(DropReason.values())
            .map(DropReason::stage)
            .collect(Collectors.toCollection(TreeSet::new));
    stages.removeAll(Stages.names());
    assertThat(stages).isEqualTo(BUILT_IN);
  }

  @Test
  void everyPageHasAStage() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replaceFirst("\\.md$", "")))
          .containsExactlyInAnyOrderElementsOf(Stages.names());
    }
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(System.getProperty("millrace.version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Version.TEXT).isEqualTo(System.getProperty("millrace.version"));
    assertThat(Cli.done("--version").out()).isEqualTo("millrace " + Version.TEXT + "\n");
  }
}
