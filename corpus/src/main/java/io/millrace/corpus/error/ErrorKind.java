package io.millrace.corpus.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a command failed: one entry for each kind of error, with whose fault it is. */
public enum ErrorKind {
  /** For wrong options too. */
  WRONG_USE(Fault.USER, "A command asks for something that cannot be done. Nothing was written."),
  /** Each error has a line of its own. */
  WRONG_SETTINGS(
      Fault.USER, "A recipe or another file of settings has errors, each with its line."),
  /** Its jar is named. */
  WRONG_PLUGIN(Fault.USER, "A plugin cannot be loaded, or breaks its contract."),
  /** Of a file that the operating system does not find. */
  NO_SUCH_FILE(Fault.USER, "A file that the command names does not exist."),
  /** The owner is named. */
  OUTPUT_IN_USE(Fault.USER, "Another process writes to the output."),
  /** Also of texts from which none can be trained. */
  BAD_TOKENIZER(Fault.USER, "A tokenizer cannot be read, or cannot be trained from the texts."),
  /** Before the first step. */
  TRAINING_REFUSED(Fault.USER, "A training cannot begin, or cannot continue its checkpoint."),

  /** Of a file that a command reads beside the records of a run. */
  BAD_INPUT(Fault.INPUT, "An input file is damaged."),
  /** See the recipe's {@code tolerance}. */
  TOO_MANY_FAILED(Fault.INPUT, "More records of a run failed than its recipe tolerates."),
  /** Of thresholds, for example. */
  TOO_LITTLE_INPUT(Fault.INPUT, "The input is too small for what is computed from it."),
  /** Missing, damaged, or of an unknown format. */
  DAMAGED_SHARD(Fault.INPUT, "A shard is missing, damaged or of an unknown format."),
  /** Damaged, or of another model. */
  DAMAGED_CHECKPOINT(Fault.INPUT, "A checkpoint is damaged, or belongs to another model."),
  /** Steps without a finite loss, for example. */
  TRAINING_MISHAPS(Fault.INPUT, "More steps of a training went wrong than it allows."),

  /** Every {@link IOException} that has no kind of its own. */
  STORAGE_FAILED(Fault.OUTSIDE, "A file system or a network failed, or refused access."),
  /** The embedded engine or a cluster. */
  ENGINE_FAILED(Fault.OUTSIDE, "The engine stopped a pipeline, or its cluster does not answer."),
  /** Kafka. */
  BROKER_FAILED(Fault.OUTSIDE, "A Kafka broker does not answer, or has no such topic."),
  /** A cache, a budget or a record of images. */
  DATABASE_FAILED(Fault.OUTSIDE, "A database cannot be opened, read or written."),
  /** Each place tried is named. */
  MODEL_UNAVAILABLE(Fault.OUTSIDE, "A model file is in none of the places where it may be."),
  /** A library, a program or a model that a stage loads. */
  STAGE_NOT_READY(Fault.OUTSIDE, "A stage cannot start: a model or a program of it is unusable."),
  /** A server of a language model, or a local model's process. */
  MODEL_SERVER_FAILED(Fault.OUTSIDE, "A language model does not answer, or refuses the API key."),
  /** PyTorch's native library. */
  TORCH_FAILED(Fault.OUTSIDE, "PyTorch cannot start, or refuses an operation."),
  /** Taken over, for example after a pause. */
  OUTPUT_LOST(Fault.OUTSIDE, "Another run took over the output while this one wrote to it."),

  /** Everything that is not foreseen. */
  INTERNAL(Fault.BUG, "An error of millrace itself. Report it with what `--verbose` prints.");

  /** Who can remove the cause of an error. */
  public enum Fault {
    /** Whoever wrote the command, the recipe or the prompt. */
    USER(2),
    /** Whoever made the input. */
    INPUT(3),
    /** Whoever runs the disks, networks, servers and clusters. */
    OUTSIDE(4),
    /** Whoever writes millrace. */
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

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** One or two sentences for the documentation. */
  public String description() {
    return description;
  }

  /** What a command ends with: 2 for the user's fault, 3 for the input's, 4 for all others. */
  public int exitStatus() {
    return fault.exitStatus;
  }

  /** The name in the documentation, {@code bad-input}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of any failure: its own where it has one. */
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
