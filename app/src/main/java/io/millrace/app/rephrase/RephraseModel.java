package io.millrace.app.rephrase;

import io.millrace.app.cli.WrongUseException;
import io.millrace.connectors.models.ModelStatus;
import io.millrace.connectors.models.ModelStore;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model as users name it: {@code URL#name} at a server, a name that {@code millrace models}
 * lists, or the path of a GGUF file.
 *
 * @param name in requests and in results
 * @param endpoint base address of its server; empty for a model on this machine
 * @param file the GGUF file, when the user gave one
 */
record RephraseModel(String name, Optional<String> endpoint, Optional<Path> file) {

  private static final String GGUF = ".gguf";

  /**
   * @throws MillraceException when it has none of these forms
   */
  static RephraseModel parse(String given, ModelStore store) throws IOException {
    if (given.contains("://")) {
      int hash = given.indexOf('#');
      String name = hash < 0 ? "" : given.substring(hash + 1);
      if (name.isBlank()) {
        throw new WrongUseException(
            "--model is the URL of a server without a model name; write URL#NAME");
      }
      return new RephraseModel(name, Optional.of(given.substring(0, hash)), Optional.empty());
    }
    List<String> known = languageModels(store);
    if (known.contains(given)) {
      return new RephraseModel(given, Optional.empty(), Optional.empty());
    }
    Optional<Path> file = path(given);
    if (file.isPresent()) {
      return new RephraseModel(given, Optional.empty(), file);
    }
    throw new WrongUseException(
        "unknown model '"
            + Wording.show(given)
            + "'"
            + (given.toLowerCase(Locale.ROOT).endsWith(GGUF)
                ? ": there is no such file"
                : Wording.hint(given, known, "", "there are")
                    + "; or give the path of a GGUF file, or URL#NAME"));
  }

  private static Optional<Path> path(String given) {
    try {
      return Optional.of(Path.of(given)).filter(Files::isRegularFile);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static List<String> languageModels(ModelStore store) throws IOException {
    return store.list().stream()
        .map(ModelStatus::spec)
        .filter(spec -> spec.fileName().endsWith(GGUF))
        .map(spec -> spec.name())
        .toList();
  }

  boolean isLocal() {
    return endpoint.isEmpty();
  }

  /** The file of a model on this machine; fetched when missing. */
  Optional<Path> resolve(ModelStore store) throws IOException {
    return !isLocal() || file.isPresent()
        ? file
        : Optional.of(store.resolve(name, Optional.empty()).path());
  }
}
