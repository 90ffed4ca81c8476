package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Help texts are complete; lists of commands show the first line of a description. */
class HelpTest {

  static Stream<CommandSpec> commands() {
    return all(new CommandLine(new Millrace()));
  }

  private static Stream<CommandSpec> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(HelpTest::all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void descriptionsAreSentences(CommandSpec command) {
    String[] description = command.usageMessage().description();
    assertThat(description).isNotEmpty();
    assertThat(description[0]).endsWith(".");
    for (ArgSpec argument : command.args()) {
      assertThat(String.join(" ", argument.description())).as(argument.toString()).endsWith(".");
    }
  }

  /** picocli writes warnings, such as of an unresolved variable, to System.err. */
  @ParameterizedTest
  @MethodSource("commands")
  void helpPageHasNoWarning(CommandSpec command) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String page;
    try {
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      page = command.commandLine().getUsageMessage();
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).as(command.qualifiedName()).isEmpty();
    assertThat(page).doesNotContain("[picocli", "$${");
    assertThat(page.lines()).allMatch(line -> line.length() <= 80);
  }
}
