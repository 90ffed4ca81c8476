package io.millrace.app;

import io.millrace.pipelines.run.RunException;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where completions are kept. */
final class RephraseCacheOption {

  private static final String SQLITE = "sqlite:";

  @Option(
      names = "--cache",
      paramLabel = "URL",
      description =
          "sqlite:PATH, postgresql://host/database, or memory: (default: sqlite:PATH with"
              + " rephrase/completions.sqlite in the cache folder, MILLRACE_CACHE or"
              + " ~/.cache/millrace).")
  private String url;

  /** The address of the cache. */
  String url() {
    return url != null ? url : RephraseService.cacheUrl(RephraseSettings.defaults(), folder());
  }

  /** Where cache and budget are when nothing else is said. */
  static Path folder() {
    String named = System.getenv("MILLRACE_CACHE");
    Path folder =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "millrace")
            : Path.of(named);
    return folder.resolve("rephrase");
  }

  /** Opens the cache; a new one is made. */
  CompletionCache open() {
    try {
      return CompletionCache.open(url());
    } catch (IllegalArgumentException wrong) {
      throw new RunException(RunException.Kind.WRONG_USE, "--cache: " + wrong.getMessage(), wrong);
    }
  }

  /** Opens a cache that is there already. */
  CompletionCache existing() {
    String address = url();
    if (address.startsWith(SQLITE) && !isFile(address.substring(SQLITE.length()))) {
      throw new RunException(RunException.Kind.WRONG_USE, "there is no cache at " + address);
    }
    return open();
  }

  private static boolean isFile(String path) {
    try {
      return path.isBlank() || Files.isRegularFile(Path.of(path));
    } catch (InvalidPathException wrong) {
      return true; // opening it names the fault
    }
  }
}
