package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import io.millrace.app.docs.DocsCommand;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Version;
import io.millrace.pipelines.chain.Stages;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages, reasons, pages and versions agree. */
class RegistryTest {

  private static final Path PAGES = Path.of("../docs/reference/stages");

  /** Stages that no recipe lists: the reader, the mix of the output, takedowns. */
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

  /** Every setting with languages is marked, so that the reader of recipes checks it. */
  @Test
  void everyLanguageSettingIsChecked() {
    Set<Class<?>> seen = new HashSet<>();
    List<String> unchecked = new ArrayList<>();
    DocsCommand.records().values().forEach(type -> collect(type, seen, unchecked));
    assertThat(seen).hasSizeGreaterThan(30);
    // packs of Tesseract, and the name of a model
    assertThat(unchecked)
        .containsExactlyInAnyOrder("OcrSettings.languages", "RephraseSettings.languageModel");
  }

  private static void collect(Class<?> type, Set<Class<?>> seen, List<String> unchecked) {
    if (!type.isRecord() || !seen.add(type)) {
      return;
    }
    for (RecordComponent each : type.getRecordComponents()) {
      Setting setting = each.getAnnotation(Setting.class);
      if (setting == null) {
        continue;
      }
      collect(each.getType(), seen, unchecked);
      if (each.getGenericType() instanceof ParameterizedType generic) {
        for (Type argument : generic.getActualTypeArguments()) {
          if (argument instanceof Class<?> inner) {
            collect(inner, seen, unchecked);
          }
        }
      }
      boolean texts =
          each.getType() == String.class || each.getGenericType() instanceof ParameterizedType;
      boolean named = each.getName().toLowerCase(Locale.ROOT).contains("language");
      if (texts && named && setting.names() == Names.ANYTHING) {
        unchecked.add(type.getSimpleName() + "." + each.getName());
      }
    }
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
  void versionIsThatOfTheBuild() {
    assertThat(System.getProperty("millrace.version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Version.TEXT).isEqualTo(System.getProperty("millrace.version"));
    assertThat(Cli.done("--version").out()).isEqualTo("millrace " + Version.TEXT + "\n");
  }
}
