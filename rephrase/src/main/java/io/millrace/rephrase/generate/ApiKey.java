package io.millrace.rephrase.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * API key of a server, from the environment or a file. It is sent in one header and never shown:
 * {@link #toString} hides it, and {@link #redact} removes it from messages of servers.
 */
public final class ApiKey {

  /** No key. */
  public static final ApiKey NONE = new ApiKey("");

  private static final int MAX_LENGTH = 8192;

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * @param variable name of an environment variable
   * @param environment maps names to values, null for an unset one: {@code System::getenv}
   * @throws IllegalArgumentException when it is unset or not a key
   */
  public static ApiKey fromVariable(String variable, UnaryOperator<String> environment) {
    String value = environment.apply(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "the environment variable " + variable + " for the API key is not set");
    }
    return checked(value.strip(), "the environment variable " + variable);
  }

  /**
   * @throws IllegalArgumentException when the file cannot be read or has no key
   */
  public static ApiKey fromFile(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_LENGTH + 1);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the file of the API key cannot be read: " + file, unreadable);
    }
    return checked(new String(bytes, StandardCharsets.UTF_8).strip(), "the file " + file);
  }

  private static ApiKey checked(String value, String where) {
    boolean printable =
        !value.isEmpty()
            && value.length() <= MAX_LENGTH
            && value.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (!printable) {
      throw new IllegalArgumentException(
          where + " has no API key: it must be one word of printable ASCII characters");
    }
    return new ApiKey(value);
  }

  /** Value of the header {@code Authorization}, or "" without a key. */
  String authorization() {
    return secret.isEmpty() ? "" : "Bearer " + secret;
  }

  /** Message for a server that does not accept the key, in one line. */
  String refusal(String endpoint, String said) {
    return "the server at "
        + endpoint
        + (secret.isEmpty()
            ? " requires an API key; set key_variable or key_file"
            : " refuses the API key")
        + ": "
        + redact(said);
  }

  /** Replaces the key in a text. */
  String redact(String text) {
    return secret.isEmpty() ? text : text.replace(secret, "[API key]");
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no API key" : "[API key]";
  }
}
