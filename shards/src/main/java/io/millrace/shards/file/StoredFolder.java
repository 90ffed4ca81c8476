package io.millrace.shards.file;

import java.io.IOException;

/**
 * A folder of an output. {@link LocalFolder} is a folder on a disk; connectors has one for Beam's
 * file systems.
 */
public interface StoredFolder {

  /**
   * The file at a path below the folder; it need not exist.
   *
   * @param path names separated by '/'
   */
  StoredFile file(String path);

  /** Lists everything below the folder; empty when the folder does not exist. */
  FileTree tree() throws IOException;
}
