package io.millrace.connectors.files;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose subclasses implement only the reading of many bytes. */
public abstract class BulkStream extends InputStream {

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
