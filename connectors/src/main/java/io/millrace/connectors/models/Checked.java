package io.millrace.connectors.models;

import io.millrace.shards.file.HashingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies files and checks their size and hash. */
final class Checked {

  private static final int BUFFER = 1 << 16;

  private Checked() {}

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = HashingOutput.sha256();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** Why a file is not the specified one, or "" when it is. */
  static String fault(ModelSpec spec, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Files.exists(file) ? "not a file" : "not there";
    }
    long size = Files.size(file);
    if (size != spec.bytes()) {
      return "has " + size + " bytes, not " + spec.bytes();
    }
    String sha256 = sha256(file);
    return sha256.equals(spec.sha256()) ? "" : "has the sha256 " + sha256 + ", another one";
  }

  /** Copies a stream; more than the maximum of bytes is an error. */
  static void copy(InputStream in, Path to, long most) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      long left = most;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new FetchException("more than the " + most + " bytes it should have");
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
