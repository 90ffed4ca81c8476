package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.ChildJvm;
import io.millrace.app.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Messages of commands as text and as JSON Lines. */
class LogFormatTest {

  private static final Map<String, String> JSON = Map.of("MILLRACE_LOG", "json");

  @TempDir private Path folder;

  @Test
  void optionOverridesTheEnvironment() {
    assertThat(Logging.isJson(new String[] {"check", "--log=JSON"}, Map.of())).isTrue();
    assertThat(Logging.isJson(new String[] {"--log", "json", "check"}, Map.of())).isTrue();
    assertThat(Logging.isJson(new String[] {"check"}, JSON)).isTrue();
    assertThat(Logging.isJson(new String[] {"check", "--log", "text"}, JSON)).isFalse();
    assertThat(Logging.isJson(new String[] {"check", "--log"}, Map.of())).isFalse();
  }

  @Test
  void unknownFormatIsReportedAtOnce() {
    Cli ran = Cli.run("check", "r.yaml", "--log", "xml");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err()).contains("'--log'", "[TEXT, JSON]", "'xml'");
  }

  @Test
  void noFormatContainsSecretsOfAddresses() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(LogFormatTest.class);
    RedactedLines lines = new RedactedLines();
    lines.setContext(logger.getLoggerContext());
    lines.setPattern("%-5level %msg%n");
    lines.start();
    RedactedJson json = new RedactedJson();
    json.setContext(logger.getLoggerContext());
    json.setWithFormattedMessage(true);
    json.start();
    LoggingEvent event =
        new LoggingEvent(
            "",
            logger,
            Level.WARN,
            "cannot read {}, \"perhaps\"",
            new IOException("http://host/b?token=S3cr'et\nis not there"),
            new Object[] {"http://me:S3cr'et@host/a"});
    String text = new String(lines.encode(event), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("WARN  cannot read http://host/a, \"perhaps\"")
        .contains("http://host/b?token=***", "is not there")
        .doesNotContain("S3cr", "'et");
    String line = new String(json.encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("}\n").doesNotContain("S3cr", "'et");
    JsonNode entry = new ObjectMapper().readTree(line);
    assertThat(entry.path("formattedMessage").asText())
        .isEqualTo("cannot read http://host/a, \"perhaps\"");
    assertThat(entry.at("/throwable/message").asText())
        .isEqualTo("http://host/b?token=***\nis not there");
  }

  @Test
  void errorIsOneJsonObject() throws IOException, InterruptedException {
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
