package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Every command says in one sentence what it does, since lists of commands show the first line. */
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
  void saysWhatItDoes(CommandSpec command) {
    String[] description = command.usageMessage().description();
    assertThat(description).isNotEmpty();
    assertThat(description[0]).endsWith(".");
    for (ArgSpec argument : command.args()) {
      assertThat(String.join(" ", argument.description())).as(argument.toString()).endsWith(".");
    }
  }
}
