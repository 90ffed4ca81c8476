package io.millrace.shards.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything below a folder, by path relative to the folder, with '/' between names.
 *
 * @param files sizes in bytes of regular files
 * @param others kind of everything that is neither a regular file nor a folder: symbolic links,
 *     which are not followed, special files and unreadable places; always empty on an object store
 */
public record FileTree(SortedMap<String, Long> files, SortedMap<String, String> others) {

  public FileTree {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /**
   * Lists a local folder, which may be a link. A folder that does not exist is empty.
   *
   * <p>The folder is walked instead of matched by a pattern, because a pattern omits names with
   * line feeds and follows links.
   */
  public static FileTree of(Path folder) throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    SortedMap<String, String> others = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return new FileTree(files, others);
    }
    Path root = folder.toRealPath();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = path(root, file);
            if (attributes.isRegularFile()) {
              files.put(path, attributes.size());
            } else {
              others.put(path, attributes.isSymbolicLink() ? "a symbolic link" : "a special file");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // deleted since it was listed, or a folder without read permission
            if (Files.exists(file)) {
              others.put(path(root, file), "not readable");
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new FileTree(files, others);
  }

  private static String path(Path root, Path file) {
    StringBuilder path = new StringBuilder();
    root.relativize(file).forEach(name -> path.append(path.isEmpty() ? "" : "/").append(name));
    return path.toString();
  }
}
