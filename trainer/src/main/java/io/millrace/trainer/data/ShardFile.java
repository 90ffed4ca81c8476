package io.millrace.trainer.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a shard's documents in order, whatever its format; for one thread. */
abstract class ShardFile implements Closeable {

  /**
   * @throws IOException when it cannot be opened or is in no known format by its name
   */
  static ShardFile open(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no such file");
    }
    if (name.endsWith(".jsonl.zst")) {
      return new JsonLinesFile(file);
    }
    if (name.endsWith(".parquet")) {
      return new ParquetFile(file);
    }
    if (name.endsWith(".tar")) {
      return new TarFile(file);
    }
    if (name.endsWith(".bin")) {
      return new TokenFile(file);
    }
    throw new IOException("it is in no shard format by its name");
  }

  /**
   * The next document, or null at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  abstract Item next() throws IOException;

  /** Passes over documents. */
  void skip(long records) throws IOException {
    for (long i = 0; i < records; i++) {
      if (next() == null) {
        throw new IOException("it has fewer documents than before");
      }
    }
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
