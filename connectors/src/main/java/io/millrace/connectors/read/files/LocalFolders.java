package io.millrace.connectors.read.files;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.LocalNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Looks for what a pattern for local files would omit silently: folders that cannot be read, links
 * that lead nowhere or to a folder above them, and names that the JVM cannot represent.
 */
final class LocalFolders extends SimpleFileVisitor<Path> {

  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private final Path base;
  private final String start;
  private final String[] parts;
  private final PathMatcher files;

  /** Matchers of folders at each depth below the base, from depth 1. */
  private final List<PathMatcher> above;

  /**
   * @param below pattern relative to the base
   */
  private LocalFolders(Path base, String below) {
    this.base = base;
    this.start = base.toString().endsWith("/") ? base.toString() : base + "/";
    this.parts = below.split("/+");
    this.files = glob(start + below);
    this.above =
        IntStream.range(1, parts.length)
            .takeWhile(depth -> !mayMatchSeveral(parts[depth - 1]))
            .mapToObj(depth -> glob(start + String.join("/", List.of(parts).subList(0, depth))))
            .toList();
  }

  /**
   * Checks the folders that a local pattern reaches; other addresses always pass.
   *
   * @throws FileNotFoundException when matching files may be omitted; the message names the place
   */
  static void check(String address) throws IOException {
    LocalFolders folders = of(address);
    if (folders != null) {
      EnumSet<FileVisitOption> follow = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
      Files.walkFileTree(folders.base, follow, Integer.MAX_VALUE, folders);
    }
  }

  /**
   * Returns null when the address is not a local pattern.
   *
   * @throws FileNotFoundException when the pattern is not valid
   */
  static LocalFolders of(String address) throws FileNotFoundException {
    if (!BeamFiles.isLocal(address)) {
      return null;
    }
    String path = BeamFiles.withoutFileScheme(address).replaceAll("/+", "/");
    Matcher wild = WILD.matcher(path);
    if (!wild.find() || isNoPattern(path)) {
      return null;
    }
    int cut = path.lastIndexOf('/', wild.start()) + 1;
    Path base = Path.of(path.substring(0, cut)).toAbsolutePath().normalize();
    try {
      return new LocalFolders(base, path.substring(cut));
    } catch (PatternSyntaxException wrong) {
      throw new FileNotFoundException(
          "no file " + address + ", and it is not a valid pattern: " + wrong.getDescription());
    }
  }

  /** True for the name of an existing file, and for a name that the encoding cannot represent. */
  private static boolean isNoPattern(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException unrepresentable) {
      return true; // reported by BeamFiles
    }
  }

  private static PathMatcher glob(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  /** Whether a part of a pattern may match several nested folders. */
  private static boolean mayMatchSeveral(String part) {
    return part.contains("**") || part.contains("{");
  }

  /** Whether the pattern may match files in a folder. */
  private boolean reaches(Path folder) {
    int depth = folder.equals(base) ? 0 : folder.getNameCount() - base.getNameCount();
    for (int i = 0; i < Math.min(depth, parts.length); i++) {
      if (mayMatchSeveral(parts[i])) {
        return true;
      }
    }
    return depth == 0 || depth < parts.length && above.get(depth - 1).matches(folder);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return reaches(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink() && files.matches(file)) {
      throw new FileNotFoundException(file + " is a symbolic link that leads to no file");
    }
    if (!LocalNames.isRepresentable(file) && attributes.isRegularFile() && files.matches(file)) {
      throw LocalNames.rejected(file.toString());
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path place, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException || !files.matches(place) && !reaches(place)) {
      return FileVisitResult.CONTINUE;
    }
    throw new FileNotFoundException(
        failure instanceof FileSystemLoopException
            ? place + " is a symbolic link to a folder above it"
            : place + " cannot be read: " + failure.getClass().getSimpleName());
  }
}
