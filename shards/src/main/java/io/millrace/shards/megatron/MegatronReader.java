package io.millrace.shards.megatron;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads the sequences of a Megatron-LM dataset in any order. Not thread-safe. */
public final class MegatronReader implements Closeable {

  private final FileChannel tokens;
  private final FileChannel index;
  private final int width;
  private final long sequences;

  /**
   * @param bin file of tokens that ends in {@code .bin}; its index is in the same folder
   * @throws IOException when a file is missing or the two do not match
   */
  public MegatronReader(Path bin) throws IOException {
    this.tokens = FileChannel.open(bin, StandardOpenOption.READ);
    try {
      this.index = FileChannel.open(MegatronFiles.sibling(bin, ".idx"), StandardOpenOption.READ);
    } catch (IOException | RuntimeException failed) {
      tokens.close();
      throw failed;
    }
    try {
      ByteBuffer header = read(index, 0, MegatronFiles.HEADER);
      byte[] magic = new byte[MegatronFiles.MAGIC.length];
      header.get(magic);
      boolean known =
          Arrays.equals(magic, MegatronFiles.MAGIC) && header.getLong() == MegatronFiles.VERSION;
      int type = header.get();
      if (!known || type != MegatronFiles.INT32 && type != MegatronFiles.UINT16) {
        throw new IOException("the file is not an index of Megatron with uint16 or int32 tokens");
      }
      this.width = type == MegatronFiles.INT32 ? 4 : 2;
      this.sequences = header.getLong();
      long documents = header.getLong();
      long room = index.size() - MegatronFiles.HEADER;
      if (sequences < 0
          || documents < 1
          || sequences > room / 12
          || documents > room / 8
          || room != 12 * sequences + 8 * documents) {
        throw new IOException("the index is damaged or cut");
      }
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  public long size() {
    return sequences;
  }

  /**
   * The tokens of a sequence.
   *
   * @throws IOException when the index points outside the tokens
   */
  public int[] get(long number) throws IOException {
    if (number < 0 || number >= sequences) {
      throw new IndexOutOfBoundsException("sequence " + number + " of " + sequences);
    }
    int length = read(index, MegatronFiles.HEADER + 4 * number, 4).getInt();
    long place = read(index, MegatronFiles.HEADER + 4 * sequences + 8 * number, 8).getLong();
    if (length < 0 || place < 0 || place > tokens.size() - (long) width * length) {
      throw new IOException("the index points outside the tokens");
    }
    ByteBuffer bytes = read(tokens, place, Math.multiplyExact(width, length));
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = width == 2 ? bytes.getShort() & 0xffff : bytes.getInt();
    }
    return ids;
  }

  private static ByteBuffer read(FileChannel channel, long place, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place + buffer.position()) < 0) {
        throw new IOException("the file is cut");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    try (FileChannel first = tokens) {
      index.close();
    }
  }
}
