package io.millrace.app.rephrase;

import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.prompt.Prompt;
import io.millrace.rephrase.prompt.PromptLibrary;
import io.millrace.rephrase.prompt.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows styles and prompts. */
@Command(
    name = "prompts",
    description = "List the styles, or show what is sent to a model.",
    subcommands = {
      RephrasePromptsCommand.ListCommand.class,
      RephrasePromptsCommand.ShowCommand.class
    })
final class RephrasePromptsCommand extends CommandGroup {

  @Command(
      name = "list",
      description =
          "List styles, one per line: name, form, wrapping, languages of instructions,"
              + " description.")
  static final class ListCommand implements Callable<Integer> {

    @Mixin private RephrasePromptOptions prompts;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      for (Style style : prompts.library().styles()) {
        out.println(
            String.join(
                "\t",
                style.name(),
                style.form().name().toLowerCase(Locale.ROOT),
                style.envelope().name().toLowerCase(Locale.ROOT),
                String.join(",", style.languages()),
                style.description()));
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Show what is sent for a style and a language; {{text}} stands for a passage.")
  static final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STYLE", description = "Name of a style, or a unique prefix of it.")
    private String style;

    @Option(
        names = "--language",
        paramLabel = "CODE",
        defaultValue = "en",
        description = "Language of the text, ISO 639 (default: en).")
    private String language;

    @Option(names = "--title", defaultValue = "", description = "Title of the document.")
    private String title;

    @Mixin private RephrasePromptOptions prompts;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PromptLibrary library = prompts.library();
      Prompt prompt =
          library.prompt(
              RephrasePromptOptions.style(library, style),
              RephrasePromptOptions.language(language),
              prompts.instructions());
      Style of = prompt.style();
      PrintWriter out = spec.commandLine().getOut();
      out.println("style         " + of.name());
      out.println("language      " + prompt.language());
      out.println("instructions  " + prompt.instructions());
      out.println("prompt        " + prompt.hash());
      out.println(
          "sampling      temperature "
              + of.temperature()
              + ", top_p "
              + of.topP()
              + ", max_tokens "
              + of.limits().outputTokens());
      for (ChatMessage message : prompt.render("{{text}}", title)) {
        out.println();
        out.println("--- " + message.role().name().toLowerCase(Locale.ROOT));
        out.println(message.text());
      }
      out.flush();
      return ExitCode.DONE;
    }
  }
}
