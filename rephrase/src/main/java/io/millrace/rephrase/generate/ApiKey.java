package io.millrace.rephrase.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A server's key. It comes from the environment or a file, goes into one header, and is shown
 * nowhere: not by {@link #toString}, and {@link #redact} takes it out of what servers say.
 */
public final class ApiKey {

  /** For servers that want none. */
  public static final ApiKey NONE = new ApiKey("");

  private static final int MAX_LENGTH = 8192;

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * @param variable name of an environment variable
   * @param environment from name to value, null for an unset one: {@code System::getenv}
   * @throws IllegalArgumentException when it is unset or no key
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
   * @throws IllegalArgumentException when the file cannot be read or holds no key
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
      throw new IllegalArgumentException(where + " holds no API key: one word of ASCII letters");
    }
    return new ApiKey(value);
  }

  /** Value of the header {@code Authorization}, or "" when there is no key. */
  String authorization() {
    return secret.isEmpty() ? "" : "Bearer " + secret;
  }

  /** What to say of a server that does not take it, in one line. */
  String refusal(String endpoint, String said) {
    return "the server at "
        + endpoint
        + (secret.isEmpty()
            ? " wants an API key, name it by key_variable or key_file"
            : " refuses the API key")
        + ": "
        + redact(said);
  }

  /** A text without the key. */
  String redact(String text) {
    return secret.isEmpty() ? text : text.replace(secret, "[API key]");
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no API key" : "[API key]";
  }
}
