package io.millrace.connectors.files;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses local file names that this JVM cannot represent. The JVM decodes names by the encoding of
 * the locale it was started in; with {@code LC_ALL=C}, or with a name that is no UTF-8, the decoded
 * name leads to no file, and a listing would leave the file out in silence.
 */
final class LocalNames {

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /** What stands in a decoded name for bytes that are none in the encoding. */
  private static final char REPLACEMENT = '\uFFFD';

  private LocalNames() {}

  /**
   * Checks a path, or the files that a pattern matches.
   *
   * @param pattern a local path, which may have wildcards
   * @throws FileNotFoundException when a name cannot be represented; the message names it
   */
  static void check(String pattern) throws IOException {
    if (File.separatorChar != '/') {
      return;
    }
    String plain = pattern.replaceAll("/+", "/");
    Matcher wildcard = WILDCARD.matcher(plain);
    boolean found = wildcard.find();
    int end = found ? plain.lastIndexOf('/', wildcard.start()) + 1 : plain.length();
    Path start;
    try {
      Path whole = Path.of(plain); // the names in a pattern must be representable too
      start = found ? Path.of(plain.substring(0, end)) : whole;
    } catch (InvalidPathException wrong) {
      throw refused(plain);
    }
    if (found && Files.isDirectory(start)) {
      String rest = plain.substring(end);
      int depth = (int) rest.chars().filter(c -> c == '/').count() + 1;
      checkBelow(start, rest.contains("**") ? Integer.MAX_VALUE : depth, plain);
    }
  }

  private static void checkBelow(Path start, int depth, String glob) throws IOException {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException wrong) {
      return; // whoever asks for the files is told
    }
    Files.walkFileTree(
        start,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && !isRepresentable(file) && matcher.matches(file)) {
              throw refused(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isRepresentable(Path file) {
    String name = file.toString();
    if (name.indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      return Path.of(name).equals(file);
    } catch (InvalidPathException wrong) {
      return false;
    }
  }

  private static FileNotFoundException refused(String name) {
    return new FileNotFoundException(
        name
            + ": this file name cannot be read in the encoding "
            + System.getProperty("sun.jnu.encoding")
            + ", which the locale sets; set LC_ALL=C.UTF-8, or rename the file to UTF-8");
  }
}
