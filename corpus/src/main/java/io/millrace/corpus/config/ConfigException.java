package io.millrace.corpus.config;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe has errors. The message has one line for each. */
public final class ConfigException extends MillraceException {

  private static final int SHOWN = 20;

  private final transient List<ConfigError> errors;

  public ConfigException(List<ConfigError> errors) {
    super(ErrorKind.WRONG_SETTINGS, message(errors));
    this.errors = List.copyOf(errors);
  }

  public ConfigException(Place place, String message) {
    this(List.of(ConfigError.at(place, message)));
  }

  /** All errors in the order of the file, then those of options. */
  public List<ConfigError> errors() {
    return errors;
  }

  private static String message(List<ConfigError> errors) {
    String lines =
        errors.stream().limit(SHOWN).map(ConfigError::toString).collect(Collectors.joining("\n"));
    return errors.size() <= SHOWN ? lines : lines + "\nand " + (errors.size() - SHOWN) + " more";
  }
}
