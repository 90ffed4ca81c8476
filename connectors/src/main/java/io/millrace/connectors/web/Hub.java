package io.millrace.connectors.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Address and token of Hugging Face's hub, from the same places as its own tools.
 *
 * @param address {@code HF_ENDPOINT}, or the hub itself
 * @param token {@code HF_TOKEN}, or the token of the tools' login; it is sent to the hub only
 */
record Hub(URI address, Optional<String> token) {

  static final URI STANDARD = URI.create("https://huggingface.co");

  /**
   * @throws IllegalArgumentException when {@code HF_ENDPOINT} is not an address
   */
  static Hub of(Map<String, String> environment) {
    String set = environment.getOrDefault("HF_ENDPOINT", "").strip();
    try {
      return new Hub(set.isEmpty() ? STANDARD : WebRequests.address(set), token(environment));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("HF_ENDPOINT: " + wrong.getMessage(), wrong);
    }
  }

  private static Optional<String> token(Map<String, String> environment) {
    String set = environment.getOrDefault("HF_TOKEN", "").strip();
    if (!set.isEmpty()) {
      return Optional.of(set);
    }
    Path file = Path.of(environment.getOrDefault("HF_TOKEN_PATH", home(environment) + "/token"));
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
              .filter(t -> !t.isEmpty())
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the hub's token cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String home(Map<String, String> environment) {
    return environment.getOrDefault(
        "HF_HOME", System.getProperty("user.home") + "/.cache/huggingface");
  }

  /** Whether a request to an address may carry the token. */
  boolean is(URI other) {
    return address.getScheme().equals(other.getScheme())
        && address.getAuthority().equals(other.getAuthority());
  }
}
