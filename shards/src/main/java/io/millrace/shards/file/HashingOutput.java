package io.millrace.shards.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A new file that counts and hashes the bytes written to it. */
public final class HashingOutput extends OutputStream {

  private final OutputStream file;
  private final MessageDigest digest = sha256();
  private long bytes;
  private boolean closed;

  public HashingOutput(OutputStream file) {
    this.file = file;
  }

  /** Creates the file and its parent folders; an existing file is replaced. */
  public static HashingOutput create(StoredFile target) throws IOException {
    return new HashingOutput(Channels.newOutputStream(target.create()));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    file.write(source, offset, length);
    digest.update(source, offset, length);
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      file.close();
    }
  }

  public long bytes() {
    return bytes;
  }

  /** Size and hash of the written bytes; call it once, after the last write. */
  public ShardInfo info(String path, long records) {
    return new ShardInfo(path, records, bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
