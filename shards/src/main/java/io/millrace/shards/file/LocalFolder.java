package io.millrace.shards.file;

import java.io.IOException;
import java.nio.file.Path;

/** A folder on a local disk. */
public record LocalFolder(Path path) implements StoredFolder {

  @Override
  public LocalFile file(String name) {
    return new LocalFile(path.resolve(name));
  }

  @Override
  public FileTree tree() throws IOException {
    return FileTree.of(path);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
