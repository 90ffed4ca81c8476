package io.millrace.app.rephrase;

import io.millrace.app.cli.WrongUseException;
import io.millrace.connectors.models.ModelStore;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options: the cache of completions. */
final class RephraseCacheOption {

  private static final String SQLITE = "sqlite:";

  @ArgGroup private Given given = new Given();

  /** At most one of the two. */
  static final class Given {
    @Option(
        names = "--cache",
        paramLabel = "URL",
        description =
            "sqlite:PATH, postgresql://host/database, or memory: (default: the file"
                + " rephrase/completions.sqlite under MILLRACE_CACHE or ~/.cache/millrace).")
    private String url;

    @Option(
        names = "--recipe",
        paramLabel = "RECIPE",
        description = "The cache of this recipe's stage rephrase.")
    private Path recipe;
  }

  /** The address of the cache. */
  String url() throws IOException {
    if (given.url != null) {
      return given.url;
    }
    RephraseSettings settings =
        given.recipe == null ? RephraseSettings.defaults() : settings(given.recipe);
    return RephraseService.cacheUrl(settings, folder());
  }

  static RephraseSettings settings(Path file) throws IOException {
    return new RecipeReader(Stages.catalog())
        .read(file, Overrides.none())
        .stage(Stages.REPHRASE, RephraseSettings.class)
        .orElseThrow(() -> new WrongUseException(file + " has no stage rephrase"));
  }

  /** The default folder of cache and budget. */
  static Path folder() {
    return ModelStore.cache(System.getenv()).resolve("rephrase");
  }

  /** Opens the cache; creates it when it does not exist. */
  CompletionCache open() throws IOException {
    try {
      return CompletionCache.open(url());
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException("--cache: " + wrong.getMessage(), wrong);
    }
  }

  /** Opens a cache that exists; else wrong use. */
  CompletionCache existing() throws IOException {
    String address = url();
    if (!isThere(address)) {
      throw new WrongUseException("there is no cache at " + address);
    }
    return open();
  }

  /** False for a file that does not exist; true for every other address. */
  static boolean isThere(String address) {
    try {
      String path = address.startsWith(SQLITE) ? address.substring(SQLITE.length()) : "";
      return path.isBlank() || Files.isRegularFile(Path.of(path));
    } catch (InvalidPathException wrong) {
      return true;
    }
  }
}
