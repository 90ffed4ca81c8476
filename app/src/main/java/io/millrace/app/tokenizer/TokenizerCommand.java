package io.millrace.app.tokenizer;

import io.millrace.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Trains, applies and measures tokenizers. */
@Command(
    name = "tokenizer",
    description = "Train a tokenizer on the shards of runs, encode them, or measure its fertility.",
    subcommands = {
      TokenizerTrainCommand.class,
      TokenizerEncodeCommand.class,
      TokenizerFertilityCommand.class
    })
public final class TokenizerCommand extends CommandGroup {}
