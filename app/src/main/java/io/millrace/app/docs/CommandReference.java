package io.millrace.app.docs;

import io.millrace.corpus.config.MarkedTable;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help of all commands for the documentation. In a page it stands between {@code <!-- commands
 * -->} and {@code <!-- /commands -->}.
 */
final class CommandReference {

  private CommandReference() {}

  private static void append(StringBuilder text, CommandLine command) {
    text.append("## " + command.getCommandSpec().qualifiedName() + "\n\n```text\n");
    for (String line : command.getUsageMessage(Ansi.OFF).split("\n")) {
      text.append(line.stripTrailing() + '\n');
    }
    text.append("```\n\n");
    command.getSubcommands().values().stream()
        .distinct()
        .forEach(subcommand -> append(text, subcommand));
  }

  /**
   * Renews the help in a page. A page without the marker is returned unchanged.
   *
   * @param root the whole command line
   * @throws IllegalArgumentException if the marker is not closed
   */
  static String update(String page, CommandLine root) {
    StringBuilder text = new StringBuilder();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ROOT); // picocli sorts options by their lower-case names
    try {
      append(text, root);
    } finally {
      Locale.setDefault(before);
    }
    return MarkedTable.update(page, "commands", text.toString().stripTrailing() + '\n');
  }
}
