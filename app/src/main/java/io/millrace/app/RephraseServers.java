package io.millrace.app;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.run.RunException;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.generate.Health;
import io.millrace.rephrase.generate.OpenAiGenerator;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the servers of language models before any work. */
final class RephraseServers {

  private RephraseServers() {}

  /**
   * Checks that no server of the recipe refuses the API key. One that cannot be reached may come
   * later, or not be needed, as all answers may be known.
   *
   * @param err is warned of a key that would go over plain HTTP
   * @throws RunException when one does, or there is no such key
   */
  static void authorize(Recipe recipe, PrintWriter err) {
    recipe
        .stage(Stages.REPHRASE, RephraseSettings.class)
        .filter(settings -> !settings.isLocal())
        .ifPresent(settings -> check(settings, err, server -> !server.authorized()));
  }

  /** As {@link #authorize}, and that all can be reached. */
  static void reach(RephraseSettings settings, PrintWriter err) {
    check(settings, err, server -> !server.reachable());
  }

  private static void check(
      RephraseSettings settings, PrintWriter err, Predicate<Health> unusable) {
    List<String> open = settings.server().keyInTheOpen();
    if (!open.isEmpty()) {
      err.println(
          "warning: the API key goes to "
              + String.join(", ", open)
              + " over plain HTTP, where others can read it; use https");
    }
    List<Health> servers;
    try (OpenAiGenerator generator = OpenAiGenerator.open(settings.server())) {
      servers = generator.health().join();
    } catch (IllegalArgumentException wrong) {
      throw new RunException(RunException.Kind.WRONG_USE, wrong.getMessage(), wrong);
    }
    for (Health server : servers) {
      if (unusable.test(server)) {
        throw new RunException(
            RunException.Kind.OUTSIDE_FAILED,
            server.authorized()
                ? "the server at " + server.endpoint() + " cannot be used: " + server.message()
                : server.message());
      }
    }
  }
}
