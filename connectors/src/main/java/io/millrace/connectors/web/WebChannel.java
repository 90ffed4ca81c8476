package io.millrace.connectors.web;

import io.millrace.connectors.files.ReadOnlyChannel;
import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file on a web server. Reading sends a request that starts at the position. */
final class WebChannel extends ReadOnlyChannel {

  /** Maximum forward seek in bytes that is skipped by reading instead of a new request. */
  private static final int NEAR = 1 << 18;

  private static final int MOST = 1 << 16;

  private final WebRequests requests;
  private final URI address;

  /** Size of the file; -1 while unknown. */
  private long size = -1;

  private WebRequests.Answer answer;
  private long answerAt;

  WebChannel(WebRequests requests, URI address) {
    this.requests = requests;
    this.address = address;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    if (size >= 0 && position >= size) {
      return -1;
    }
    moveTo(position);
    byte[] bytes = new byte[Math.min(target.remaining(), MOST)];
    int read = answer.stream().read(bytes);
    if (read < 0) {
      if (position < size) {
        throw new IOException(name() + ": ends after " + position + " of " + size + " bytes");
      }
      return -1;
    }
    target.put(bytes, 0, read);
    position += read;
    answerAt = position;
    return read;
  }

  private String name() {
    return Address.redact(address.toString());
  }

  private void moveTo(long to) throws IOException {
    if (answer != null && to >= answerAt && to - answerAt <= NEAR) {
      answer.stream().skipNBytes(to - answerAt);
    } else {
      end();
      answer = requests.open(address, to);
      checkSame(address, size, answer.size());
      size = answer.size();
    }
    answerAt = to;
  }

  private void end() {
    if (answer != null) {
      answer.close();
      answer = null;
    }
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    checkOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("a position of " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    if (size < 0) {
      moveTo(position);
    }
    if (size < 0) {
      throw new IOException(name() + ": the server does not say how large it is");
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    super.close();
    end();
  }
}
