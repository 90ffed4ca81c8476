package io.millrace.app.run;

import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.generate.Health;
import io.millrace.rephrase.generate.OpenAiGenerator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks the servers of language models before any work. */
public final class RephraseServers {

  private RephraseServers() {}

  /**
   * Checks that no server of the recipe refuses the API key. A server that cannot be reached is no
   * error: it may start later, or the cache may have all answers. For a cluster no server is asked,
   * since only its workers may have the key and access to the servers.
   *
   * @param engine that will run the recipe
   * @param err gets a warning when the key goes over plain HTTP
   * @throws MillraceException when a server refuses the key, or there is no such key
   */
  public static void authorize(Recipe recipe, EngineSettings engine, PrintWriter err) {
    remote(recipe)
        .ifPresent(
            settings -> {
              if (engine.flinkMaster().equals(EngineSettings.EMBEDDED)) {
                check(settings, err, server -> !server.authorized());
              } else {
                warn(settings, err);
              }
            });
  }

  /** Warns when a run would send the key over plain HTTP; asks no server. */
  public static void warn(Recipe recipe, PrintWriter err) {
    remote(recipe).ifPresent(settings -> warn(settings, err));
  }

  private static Optional<RephraseSettings> remote(Recipe recipe) {
    return recipe
        .stage(Stages.REPHRASE, RephraseSettings.class)
        .filter(settings -> !settings.isLocal());
  }

  /** Checks that all servers can be reached and accept the key. */
  public static void reach(RephraseSettings settings, PrintWriter err) {
    check(settings, err, server -> !server.reachable());
  }

  private static void warn(RephraseSettings settings, PrintWriter err) {
    List<String> open = settings.server().keyInTheOpen();
    if (!open.isEmpty()) {
      err.println(
          "warning: the API key goes to "
              + String.join(", ", open)
              + " over plain HTTP, where others can read it; use https");
    }
  }

  private static void check(
      RephraseSettings settings, PrintWriter err, Predicate<Health> unusable) {
    warn(settings, err);
    List<Health> servers;
    try (OpenAiGenerator generator = OpenAiGenerator.open(settings.server())) {
      servers = generator.health().join();
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException(wrong);
    }
    for (Health server : servers) {
      if (unusable.test(server)) {
        throw new MillraceException(
            ErrorKind.MODEL_SERVER_FAILED,
            server.authorized()
                ? "the server at " + server.endpoint() + " cannot be used: " + server.message()
                : server.message());
      }
    }
  }
}
