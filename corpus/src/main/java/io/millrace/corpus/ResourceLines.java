package io.millrace.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads lists of words and phrases from resources: UTF-8, one entry a line, {@code #} comments. */
public final class ResourceLines {

  private ResourceLines() {}

  /** Lines of a resource next to a class, without comments and blank lines. */
  public static List<String> of(Class<?> owner, String name) {
    try (InputStream file = owner.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no resource " + name + " next to " + owner.getName());
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
