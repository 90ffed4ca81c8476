package io.millrace.rephrase.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.ChatMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares rendered prompts with stored files, and the table of styles in docs/how-to/prompts.md
 * with the styles. {@code mvn test -pl rephrase -am -Dtest=PromptGoldensTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.goldens=write} writes both.
 */
class PromptGoldensTest {

  private static final boolean WRITE = "write".equals(System.getProperty("millrace.goldens"));
  private static final Path GOLDENS = Path.of("src/test/resources/prompts");
  private static final Path PAGE = Path.of("../docs/how-to/prompts.md");

  private final PromptLibrary library = PromptLibrary.inTheBox();

  @Test
  void renderedPromptsEqualTheStoredFiles() throws IOException {
    for (String language : List.of("de", "ja")) {
      StringBuilder all = new StringBuilder();
      for (Style style : library.styles()) {
        Prompt prompt = library.prompt(style.name(), language, Instructions.OWN);
        all.append("=== ").append(style.name()).append(' ').append(prompt.hash()).append('\n');
        for (ChatMessage message : prompt.render("1823 m³.", "N° 1")) {
          all.append("--- ")
              .append(message.role())
              .append('\n')
              .append(message.text())
              .append('\n');
        }
      }
      compare(GOLDENS.resolve(language + ".txt"), all.toString());
    }
  }

  @Test
  void theDocumentationListsTheStyles() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains("\n| `easy` | ");
    assertThat(StylesTable.update(page, library))
        .as("'./millrace docs update' brings the page up to date")
        .isEqualTo(page);
  }

  private void compare(Path file, String expected) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }
}
