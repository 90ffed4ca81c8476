package io.millrace.connectors.files;

import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Rejects local file names that this JVM cannot represent. The JVM decodes names in the encoding of
 * the locale that it was started with. With {@code LC_ALL=C}, or with a name that is not UTF-8, the
 * decoded name does not lead to the file, and a listing would omit the file silently.
 */
public final class LocalNames {

  /** Replaces undecodable bytes in a decoded name. */
  private static final char REPLACEMENT = '\uFFFD';

  private LocalNames() {}

  /**
   * Checks a path or a pattern.
   *
   * @throws FileNotFoundException when it cannot be represented; the message names it
   */
  static void check(String path) throws FileNotFoundException {
    if (File.separatorChar == '/' && !isRepresentable(path)) {
      throw rejected(path.replaceAll("/+", "/"));
    }
  }

  /** Whether the name of a file that was found leads to this file. */
  public static boolean isRepresentable(Path file) {
    String name = file.toString();
    return name.indexOf(REPLACEMENT) < 0 || isRepresentable(name) && Path.of(name).equals(file);
  }

  private static boolean isRepresentable(String name) {
    try {
      Path.of(name);
      return true;
    } catch (InvalidPathException wrong) {
      return false;
    }
  }

  /** The exception for a name that cannot be represented. */
  public static FileNotFoundException rejected(String name) {
    String form =
        "%s: this file name cannot be read in the encoding %s, which the locale sets;"
            + " set LC_ALL=C.UTF-8, or rename the file to UTF-8";
    return new FileNotFoundException(
        String.format(Locale.ROOT, form, name, System.getProperty("sun.jnu.encoding")));
  }
}
