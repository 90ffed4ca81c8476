package io.millrace.app.run;

import io.millrace.pipelines.output.OutputFolder.WhenThere;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a run's output goes, and what to do with what is there. */
public final class OutputOptions {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Output directory, on any Beam FileSystem.")
  private String output;

  @Spec private CommandSpec spec;

  @ArgGroup private Existing existing = new Existing();

  /** At most one of the two. */
  static final class Existing {
    @Option(names = "--resume", description = "Go on with a run that did not finish.")
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

  /** Whether the user can give {@code --resume}: a demo always begins anew. */
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
