package io.millrace.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.Cli;
import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs check} finds what misleads a reader of the documentation. */
class DocsCheckTest {

  @TempDir private Path root;

  @BeforeEach
  void pages() throws IOException {
    Files.createDirectories(root.resolve("docs/how-to"));
    page("docs/a.md", "# A page\n\n## One thing: `x`\n\n## One thing: `x`\n");
  }

  private void page(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text);
  }

  private Cli check(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "docs";
    arguments[1] = "check";
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[arguments.length - 1] = root.toString();
    return Cli.run(arguments);
  }

  private void assertProblem(String expected) {
    Cli ran = check();
    assertThat(ran.err()).contains(expected);
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void linksToFilesAndHeadingsAreFollowed() throws IOException {
    page("docs/how-to/b.md", "[a](../a.md#one-thing-x) [b](../a.md#one-thing-x-1) [c](#b)\n# B\n");
    assertThat(check().err()).isEmpty();
  }

  @Test
  void aLinkToNoFileIsFound() throws IOException {
    page("docs/how-to/b.md", "[a](a.md)\n");
    assertProblem("docs/how-to/b.md: link to 'a.md': there is no such file");
  }

  @Test
  void aLinkToNoHeadingIsFound() throws IOException {
    page("docs/how-to/b.md", "[a](../a.md#two)\n");
    assertProblem("docs/how-to/b.md: link to '../a.md#two': the page has no such heading");
  }

  @Test
  void anImageThatIsMissingIsFound() throws IOException {
    page(
        "docs/how-to/b.md",
        "<picture><source srcset=\"dark.png\"></picture>\n\n![light](light.png)\n");
    assertProblem("link to 'light.png'");
    assertProblem("link to 'dark.png'");
  }

  @Test
  void aWrongRecipeIsFoundAndAPartOfOneIsEnough() throws IOException {
    page("docs/how-to/b.md", "```yaml\nstages:\n  - langid: {threshold: .5}\n```\n");
    assertThat(check().err()).isEmpty();
    page("docs/how-to/b.md", "```yaml\nstages:\n  - langid: {treshold: .5}\n```\n");
    assertProblem("docs/how-to/b.md: a recipe is wrong: ");
    page(
        "docs/how-to/b.md",
        "<!-- not a recipe: old -->\n```yaml\nstages:\n  - langid: {treshold: .5}\n```\n");
    assertThat(check().err()).isEmpty();
  }

  @Test
  void wordsOfGeneratedTablesDoNotCount() throws IOException {
    page("docs/a.md", "one two\n\n<!-- errors -->\nthree four\n<!-- /errors -->\n\nfive\n");
    assertThat(check().out()).contains("words: 3\n");
  }

  @Test
  void commandsRunInOrderInAFolderOfTheirPage() throws IOException {
    page(
        "docs/a.md",
        """
        Save this as `made/text`, with your own words:

        ```
        kept
        ```

        <!-- not run: it fails -->
        ```sh
        false
        ```

        ```sh
        cat made/text; echo and more
        ```

        <!-- output -->
        ```
        kept
        ... more
        ```

        <!-- exit status 2 -->
        ```sh
        exit 2
        ```
        """);
    Cli ran = check("--run");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("blocks of commands: 2 run, 1 not");
    assertThat(root.resolve("made")).doesNotExist();
  }

  @Test
  void aCommandThatFailsOrPrintsSomethingElseIsFound() throws IOException {
    page("docs/a.md", "```sh\necho before; false\n```\n");
    assertThat(check("--run").err()).contains("docs/a.md: failed: ", "before");
    page("docs/a.md", "```sh\necho this\n```\n\n<!-- output -->\n```\nthat\n```\n");
    assertThat(check("--run").err()).contains("docs/a.md: prints something else than", "that");
  }

  @Test
  void commandsInABlockWithoutALanguageAreFound() throws IOException {
    page("docs/a.md", "```\n./millrace demo\n```\n");
    assertProblem("docs/a.md: commands in a block without 'sh': ./millrace demo");
  }
}
