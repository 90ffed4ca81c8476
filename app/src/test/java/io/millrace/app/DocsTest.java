package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated parts of the documentation match the code. */
class DocsTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void generatedPartsAreCurrent() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Millrace.run(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "docs",
            "update",
            "--check",
            ROOT.toString());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .as("'./millrace docs update' brings the pages up to date")
        .isEmpty();
    assertThat(code).isZero();
  }

  @Test
  void linksAnchorsAndRecipesAreRight() {
    Cli checked = Cli.run("docs", "check", ROOT.toString());
    assertThat(checked.err()).as("./millrace docs check").isEmpty();
    assertThat(checked.code()).isZero();
  }

  @Test
  void everyStageHasAPageWithItsSettings() throws IOException {
    for (String name : Stages.names()) {
      assertThat(Files.readString(ROOT.resolve("docs/reference/stages/" + name + ".md")))
          .startsWith("# " + name + "\n")
          .contains("<!-- settings:" + name + " -->", "```yaml\nstages:\n");
    }
  }

  @Test
  void examplesAreRecipesThatNameTheirSchema() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      examples = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      assertThat(Files.readString(example))
          .startsWith("# yaml-language-server: $schema=../docs/reference/recipe.schema.json\n");
      assertThat(new RecipeReader(Stages.catalog()).read(example, Overrides.none()).stages())
          .isNotEmpty();
    }
  }

  @Test
  void indexAndSiteListEveryPage() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/README.md"));
    String site = Files.readString(ROOT.resolve("mkdocs.yml"));
    List<String> pages;
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      pages =
          files
              .map(file -> ROOT.resolve("docs").relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.matches("(tutorials|how-to|reference|explanation)/.*\\.md"))
              .sorted()
              .toList();
    }
    assertThat(pages).isNotEmpty();
    assertThat(pages).allSatisfy(page -> assertThat(site).contains("- " + page + "\n"));
    assertThat(pages).allSatisfy(page -> assertThat(index).contains("](" + page));
  }

  @Test
  void headingsOfAPageAreUnique() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      pages = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    assertThat(pages).isNotEmpty();
    for (Path page : pages) {
      assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("## ")))
          .as(page.toString())
          .doesNotHaveDuplicates();
    }
  }
}
