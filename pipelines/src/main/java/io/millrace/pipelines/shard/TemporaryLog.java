package io.millrace.pipelines.shard;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file that is written once, then read once from the start. */
abstract class TemporaryLog implements Closeable {

  private final Path file;
  protected final DataOutputStream out;
  protected DataInputStream in;

  TemporaryLog(Path directory, String suffix) throws IOException {
    this.file = Files.createTempFile(directory, "shard-", suffix);
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Ends the writing; the next read is the first entry. */
  void rewind() throws IOException {
    out.close();
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
