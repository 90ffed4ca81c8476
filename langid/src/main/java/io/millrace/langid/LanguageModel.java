package io.millrace.langid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A language identification model. Immutable: threads share one. */
public interface LanguageModel {

  /** A new identifier with buffers of its own, for one thread at a time. */
  LanguageIdentifier identifier();

  /** All languages that an identifier can return, in any order. */
  List<String> labels();

  /**
   * Reads a model from a file: a language detector of Apache OpenNLP if the file is a ZIP archive,
   * else a fastText model.
   *
   * @throws IOException if the file cannot be read or is neither; the message names the file
   */
  static LanguageModel read(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    }
    boolean zip = start.length == 2 && start[0] == 'P' && start[1] == 'K';
    return zip ? OpenNlpModel.read(file) : FastTextModel.read(file);
  }
}
