package io.millrace.app.tokenizer;

import io.millrace.app.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes tokenizers and uses them. */
@Command(
    name = "tokenizer",
    description = "Train a tokenizer on the shards of a run, encode them with it, or look at it.",
    subcommands = {
      TokenizerTrainCommand.class,
      TokenizerEncodeCommand.class,
      TokenizerFertilityCommand.class
    })
public final class TokenizerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }
}
