package io.millrace.shards.file;

import java.io.IOException;

/**
 * A folder of an output. {@link LocalFolder} is one on a disk; connectors has those of Beam's file
 * systems.
 */
public interface StoredFolder {

  /**
   * The file at a path below the folder, whether it is there or not.
   *
   * @param path names divided by '/'
   */
  StoredFile file(String path);

  /** Lists everything below the folder. One that does not exist is empty. */
  FileTree tree() throws IOException;
}
