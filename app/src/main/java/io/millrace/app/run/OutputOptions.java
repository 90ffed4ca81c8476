package io.millrace.app.run;

import io.millrace.pipelines.output.OutputFolder.WhenThere;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options: where a run's output goes, and what happens to an earlier output there. */
public final class OutputOptions {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Output directory: a path, or a URL of any Beam FileSystem.")
  private String output;

  @Spec private CommandSpec spec;

  @ArgGroup private Existing existing = new Existing();

  /** At most one of the two. */
  static final class Existing {
    @Option(names = "--resume", description = "Continue a run that did not finish.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace an earlier run.")
    private boolean overwrite;
  }

  public static OutputOptions overwriting(String output) {
    OutputOptions options = new OutputOptions();
    options.output = output;
    options.existing.overwrite = true;
    return options;
  }

  /** Whether the command has {@code --resume}; a demo always starts from the beginning. */
  boolean resumable() {
    return spec != null;
  }

  String output() {
    return output;
  }

  WhenThere whenThere() {
    if (existing.resume) {
      return WhenThere.RESUME;
    }
    return existing.overwrite ? WhenThere.OVERWRITE : WhenThere.REFUSE;
  }
}
