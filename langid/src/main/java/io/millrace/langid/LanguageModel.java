package io.millrace.langid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model that names languages. Immutable, so threads share one. */
public interface LanguageModel {

  /** A new identifier with buffers of its own, for one thread at a time. */
  LanguageIdentifier identifier();

  /** Every language that an identifier may name, in any order. */
  List<String> labels();

  /**
   * Reads a model from a file: a language detector of Apache OpenNLP when the file is a ZIP
   * archive, else a fastText model.
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
