package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say, as lines for people and as lines of JSON. */
class LogFormatTest {

  private static final Map<String, String> JSON = Map.of("MILLRACE_LOG", "json");

  @TempDir private Path folder;

  @Test
  void anOptionGoesBeforeTheEnvironment() {
    assertThat(Logging.isJson(new String[] {"check", "--log=JSON"}, Map.of())).isTrue();
    assertThat(Logging.isJson(new String[] {"--log", "json", "check"}, Map.of())).isTrue();
    assertThat(Logging.isJson(new String[] {"check"}, JSON)).isTrue();
    assertThat(Logging.isJson(new String[] {"check", "--log", "text"}, JSON)).isFalse();
    assertThat(Logging.isJson(new String[] {"check", "--log"}, Map.of())).isFalse();
  }

  @Test
  void aFormThatThereIsNotIsToldAtOnce() {
    Cli ran = Cli.run("check", "r.yaml", "--log", "xml");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err()).contains("'--log'", "[TEXT, JSON]", "'xml'");
  }

  @Test
  void whyACommandFailedIsOneObject() throws IOException, InterruptedException {
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"), "inputs: [jsonl: a]\nstages: [\"c4\\u2028\\\"\"]\n");
    try (ChildJvm child =
        ChildJvm.start(folder.resolve("log"), JSON, List.of("check", recipe.toString()))) {
      assertThat(child.end()).as(child.said()).isEqualTo(ExitCode.WRONG_USE);
      List<String> lines = child.said().lines().toList();
      assertThat(lines).hasSize(1);
      JsonNode entry = new ObjectMapper().readTree(lines.get(0));
      assertThat(entry.path("level").asText()).isEqualTo("ERROR");
      assertThat(entry.path("formattedMessage").asText())
          .startsWith(recipe + ":2:10: unknown stage ");
    }
  }
}
