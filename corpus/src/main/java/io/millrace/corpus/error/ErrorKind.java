package io.millrace.corpus.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a command failed. Each kind of error states whose fault it is. */
public enum ErrorKind {
  WRONG_USE(Fault.USER, "A command asks for something that cannot be done. Nothing was written."),
  WRONG_SETTINGS(
      Fault.USER, "A recipe or another file of settings has errors, each with its line."),
  WRONG_PLUGIN(Fault.USER, "A plugin cannot be loaded, or breaks its contract."),
  NO_SUCH_FILE(Fault.USER, "A file that the command names does not exist."),
  OUTPUT_IN_USE(Fault.USER, "Another process writes to the output."),
  BAD_TOKENIZER(Fault.USER, "A tokenizer cannot be read, or cannot be trained from the texts."),
  TRAINING_REFUSED(Fault.USER, "A training cannot begin, or cannot continue its checkpoint."),
  BAD_INPUT(Fault.INPUT, "An input file is damaged."),
  TOO_MANY_FAILED(Fault.INPUT, "More records of a run failed than its recipe tolerates."),
  TOO_LITTLE_INPUT(Fault.INPUT, "The input is too small for what is computed from it."),
  DAMAGED_SHARD(Fault.INPUT, "A shard is missing, damaged or of an unknown format."),
  DAMAGED_CHECKPOINT(Fault.INPUT, "A checkpoint is damaged, or belongs to another model."),
  TRAINING_MISHAPS(Fault.INPUT, "More steps of a training went wrong than it allows."),
  STORAGE_FAILED(Fault.OUTSIDE, "A file system or a network failed, or refused access."),
  ENGINE_FAILED(Fault.OUTSIDE, "The engine stopped a pipeline, or its cluster does not answer."),
  BROKER_FAILED(Fault.OUTSIDE, "A Kafka broker does not answer, or has no such topic."),
  DATABASE_FAILED(Fault.OUTSIDE, "A database cannot be opened, read or written."),
  MODEL_UNAVAILABLE(Fault.OUTSIDE, "A model file is in none of the places where it may be."),
  STAGE_NOT_READY(Fault.OUTSIDE, "A stage cannot start: a model or a program of it is unusable."),
  MODEL_SERVER_FAILED(Fault.OUTSIDE, "A language model does not answer, or refuses the API key."),
  TORCH_FAILED(Fault.OUTSIDE, "PyTorch cannot start, or refuses an operation."),
  OUTPUT_LOST(Fault.OUTSIDE, "Another run took over the output while this one wrote to it."),
  INTERNAL(Fault.BUG, "An error of millrace itself. Report it with what `--verbose` prints.");

  /** Who can remove the cause of an error. */
  public enum Fault {
    /** The author of the command, the recipe or the prompt. */
    USER(2),
    /** The owner of the input. */
    INPUT(3),
    /** The operator of disks, networks, servers and clusters. */
    OUTSIDE(4),
    /** The developers of millrace. */
    BUG(4);

    private final int exitStatus;

    Fault(int exitStatus) {
      this.exitStatus = exitStatus;
    }
  }

  private final Fault fault;
  private final String description;

  ErrorKind(Fault fault, String description) {
    this.fault = fault;
    this.description = description;
  }

  public Fault fault() {
    return fault;
  }

  /** One or two sentences for the documentation. */
  public String description() {
    return description;
  }

  /**
   * Exit status of a command: 2 for an error of the user, 3 for one of the input, 4 for all others.
   */
  public int exitStatus() {
    return fault.exitStatus;
  }

  /** The name in the documentation, such as {@code bad-input}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of any failure: its own if it has one. */
  public static ErrorKind of(Throwable failure) {
    if (failure instanceof Classified known) {
      return known.errorKind();
    }
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return NO_SUCH_FILE;
    }
    return failure instanceof IOException ? STORAGE_FAILED : INTERNAL;
  }
}
