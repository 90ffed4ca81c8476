package io.millrace.langid;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The committed models. */
final class Fixtures {
  private Fixtures() {}

  static InputStream open(String name) {
    return Objects.requireNonNull(Fixtures.class.getResourceAsStream("/langid/" + name), name);
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  static FastTextModel model(String name) throws IOException {
    try (InputStream in = open(name)) {
      return FastTextModel.read(in);
    }
  }
}
