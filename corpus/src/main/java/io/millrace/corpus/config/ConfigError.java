package io.millrace.corpus.config;

import io.millrace.corpus.settings.Address;

/**
 * One error in a recipe.
 *
 * @param file name of the file, or the command-line option
 * @param line from 1; 0 when {@code file} is an option
 * @param column from 1; 0 when {@code file} is an option
 * @param message what is wrong and what is allowed, in one line
 */
public record ConfigError(String file, int line, int column, String message) {

  public static ConfigError at(Place place, String message) {
    return new ConfigError(
        Address.redact(place.source()),
        place.line(),
        place.column(),
        Address.redact(message.replaceAll("\\R+", " ").strip()));
  }

  /** {@code recipe.yaml:12:5: message}. */
  @Override
  public String toString() {
    return new Place(file, line, column) + ": " + message;
  }
}
