package io.millrace.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries prompts. */
@Command(
    name = "rephrase",
    description = "Rephrase a text, to try a prompt or a model.",
    subcommands = {RephraseCacheCommand.class, RephrasePromptsCommand.class})
final class RephraseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }
}
