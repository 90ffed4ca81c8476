package io.millrace.rephrase.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Rendered prompts and the table of styles in docs/prompts.md are kept as files, so that a change
 * of words is seen. {@code mvn test -pl rephrase -am -Dtest=PromptGoldensTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.goldens=write} writes them anew.
 */
class PromptGoldensTest {

  private static final boolean WRITE = "write".equals(System.getProperty("millrace.goldens"));
  private static final Path GOLDENS = Path.of("src/test/resources/prompts");
  private static final Path PAGE = Path.of("../docs/prompts.md");
  private static final String BEGIN = "<!-- styles -->\n";
  private static final String END = "<!-- /styles -->";

  private final PromptLibrary library = PromptLibrary.inTheBox();

  @Test
  void renderedPromptsAreAsTheyWere() throws IOException {
    for (String language : List.of("de", "ja")) {
      StringBuilder all = new StringBuilder();
      for (Style style : library.styles()) {
        Prompt prompt = library.prompt(style.name(), language, Instructions.OWN);
        all.append("=== ").append(style.name()).append(' ').append(prompt.hash()).append('\n');
        for (Message message : prompt.render("1823 m³.", "N° 1")) {
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
  void thePageListsTheStyles() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isGreaterThanOrEqualTo(BEGIN.length()).isLessThanOrEqualTo(end);
    compare(PAGE, page.substring(0, begin) + table() + page.substring(end));
  }

  private void compare(Path file, String expected) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "\n| style | what it makes | form | wrapped in | tokens in/out | fewest tokens of document/passage");
    table.append(" | answer kept | from |\n|---|---|---|---|---|---|---|---|\n");
    for (Style style : library.styles()) {
      StyleLimits limits = style.limits();
      table
          .append("| `" + style.name() + "` | " + style.description())
          .append(style.appended() ? " Appended to the source." : "")
          .append(" | " + style.form().name().toLowerCase(Locale.ROOT))
          .append(" | " + style.envelope().name().toLowerCase(Locale.ROOT))
          .append(" | " + limits.inputTokens() + "/" + limits.outputTokens())
          .append(" | " + limits.documentMin() + "/" + limits.passageMin())
          .append(" | " + limits.keptMin() + " to " + limits.keptMax())
          .append(limits.joinedMin() > 0 ? ", together at least " + limits.joinedMin() : "")
          .append(" | " + style.source() + " |\n");
    }
    return table.append('\n').toString();
  }
}
