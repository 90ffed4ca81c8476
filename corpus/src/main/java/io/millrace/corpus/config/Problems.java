package io.millrace.corpus.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects errors, so that the user sees all of them at once. */
public final class Problems {

  private static final Comparator<ConfigError> IN_FILE =
      Comparator.comparing((ConfigError e) -> e.line() == 0)
          .thenComparingInt(ConfigError::line)
          .thenComparingInt(ConfigError::column);

  private final List<ConfigError> errors = new ArrayList<>();

  public void add(Place place, String message) {
    errors.add(ConfigError.at(place, message));
  }

  public void addAll(List<ConfigError> more) {
    errors.addAll(more);
  }

  public int count() {
    return errors.size();
  }

  public void throwIfAny() {
    if (!errors.isEmpty()) {
      // settings are bound in the record's order, but people read in the file's order
      throw new ConfigException(errors.stream().sorted(IN_FILE).toList());
    }
  }
}
