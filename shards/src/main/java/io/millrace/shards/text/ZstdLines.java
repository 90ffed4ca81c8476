package io.millrace.shards.text;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines in zstd frames (RFC 8878). A frame ends at the first line end after 4 MiB, states
 * its content's size and has a checksum. A reader can start at any frame, and only one frame is
 * held in memory. A file without lines is one empty frame.
 */
class ZstdLines implements Closeable {

  /** Uncompressed bytes after which a frame is closed. */
  static final int FRAME_BYTES = 4 << 20;

  private final HashingOutput file;
  private final String path;
  private final ZstdCompressCtx context;
  private FrameBuffer frame = new FrameBuffer();
  private byte[] compressed = new byte[0];
  private long lines;
  private boolean closed;

  ZstdLines(StoredFile target, String path, int level) throws IOException {
    if (level < 1 || level > Zstd.maxCompressionLevel()) {
      throw new IllegalArgumentException(
          "zstd level is " + level + ", must be in 1.." + Zstd.maxCompressionLevel());
    }
    this.file = HashingOutput.create(target);
    this.path = path;
    this.context =
        new ZstdCompressCtx().setLevel(level).setChecksum(true).setContentSize(true).setWorkers(0);
  }

  /** Stream for the bytes of the next line; call {@link #endLine} after it. */
  final OutputStream line() {
    return frame;
  }

  final void endLine() throws IOException {
    frame.write('\n');
    lines++;
    if (frame.size() >= FRAME_BYTES) {
      endFrame();
    }
  }

  private void endFrame() throws IOException {
    int bound = Math.toIntExact(Zstd.compressBound(frame.size()));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length =
        context.compressByteArray(compressed, 0, compressed.length, frame.array(), 0, frame.size());
    file.write(compressed, 0, length);
    if (frame.array().length > 4 * FRAME_BYTES) {
      // release the memory of a huge line
      frame = new FrameBuffer();
      compressed = new byte[0];
    } else {
      frame.reset();
    }
  }

  /** Writes the last frame and closes the file. */
  public final ShardInfo finish() throws IOException {
    if (frame.size() > 0 || file.bytes() == 0) {
      endFrame();
    }
    close();
    return file.info(path, lines);
  }

  /** Releases everything; without {@link #finish} the file is incomplete. */
  @Override
  public final void close() throws IOException {
    if (!closed) {
      closed = true;
      context.close();
      file.close();
    }
  }

  /** Gives the compressor the bytes without a copy. */
  private static final class FrameBuffer extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}
