package io.millrace.connectors.files;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames of a zstd file (RFC 8878), inflated by zstd-jni. Windows may have up to 128 MiB, the
 * library's limit and the window of {@code zstd --long}.
 */
public final class ZstdMembers extends Members {

  private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private static final int BLOCK_BYTES = 1 << 17;
  private static final int LOOK_AHEAD = 1 << 12;

  public ZstdMembers(LookAhead file) {
    super(file);
  }

  @Override
  protected byte[] magic() {
    return MAGIC;
  }

  /** Checks only the frame's header when its first block is larger than the look-ahead. */
  @Override
  public boolean startsHere(byte[] prefix) throws IOException {
    if (!file.require(MAGIC.length + 2)) {
      return false;
    }
    file.require(LOOK_AHEAD);
    int length = Math.min(file.available(), LOOK_AHEAD);
    ByteBuffer in = ByteBuffer.allocateDirect(length);
    in.put(file.array(), file.head(), length).flip();
    ByteBuffer out = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      context.decompressDirectByteBufferStream(out, in);
    } catch (ZstdException notAFrame) {
      return false;
    }
    byte[] first = new byte[Math.min(out.position(), prefix.length)];
    out.flip().get(first);
    return Arrays.equals(first, 0, first.length, prefix, 0, first.length);
  }

  @Override
  public InputStream open() throws IOException {
    return new FrameStream(file);
  }

  private static final class FrameStream extends BulkStream {
    private final LookAhead file;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BLOCK_BYTES).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BLOCK_BYTES).limit(0);
    private boolean frameEnded;
    private String damage = "";

    FrameStream(LookAhead file) {
      this.file = file;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!damage.isEmpty()) {
        throw new DamagedInputException(FailReason.DAMAGED_COMPRESSION, damage);
      }
      while (!out.hasRemaining() && !frameEnded) {
        inflate();
      }
      if (!out.hasRemaining()) {
        context.close();
        return -1;
      }
      int given = Math.min(length, out.remaining());
      out.get(target, offset, given);
      return given;
    }

    private void inflate() throws IOException {
      if (!in.hasRemaining()) {
        if (!file.require(1)) {
          throw fail("the zstd frame is cut");
        }
        int length = Math.min(file.available(), BLOCK_BYTES);
        in.clear().put(file.array(), file.head(), length).flip();
      }
      out.clear();
      int before = in.position();
      try {
        frameEnded = context.decompressDirectByteBufferStream(out, in);
      } catch (ZstdException bad) {
        throw fail("bad zstd data: " + bad.getMessage());
      } finally {
        file.consume(in.position() - before);
        out.flip();
      }
    }

    private DamagedInputException fail(String detail) {
      damage = detail;
      context.close();
      return new DamagedInputException(FailReason.DAMAGED_COMPRESSION, detail);
    }

    @Override
    public void close() {
      if (damage.isEmpty()) {
        damage = "the stream is closed";
        context.close();
      }
    }
  }
}
