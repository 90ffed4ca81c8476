package io.millrace.shards.megatron;

import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Writes documents as NAME.bin and NAME.idx for Megatron-LM. NAME.jsonl.zst has the fields of each
 * document without its text and metadata, so that languages, sources and held-out documents can be
 * selected later. Not thread-safe.
 */
public final class MegatronWriter implements Closeable {

  private static final int LEVEL = 3;

  private final Path bin;
  private final boolean small;
  private final OutputStream tokens;
  private final OutputStream documents;
  private final IntArrayList lengths = new IntArrayList();
  private long total;
  private byte[] buffer = new byte[1 << 12];

  /**
   * @param bin file of tokens, ending in {@code .bin}
   * @param vocabulary number of ids; below 65,500 a token has two bytes, else four
   */
  public MegatronWriter(Path bin, int vocabulary) throws IOException {
    this.bin = bin;
    this.small = vocabulary < MegatronFiles.SMALL;
    this.tokens = new BufferedOutputStream(Files.newOutputStream(bin), 1 << 16);
    this.documents =
        new BufferedOutputStream(
            new ZstdOutputStream(
                    Files.newOutputStream(MegatronFiles.sibling(bin, ".jsonl.zst")), LEVEL)
                .setChecksum(true),
            1 << 16);
  }

  /**
   * @param ids tokens of the document, including the end-of-document token
   */
  public void write(Document document, int[] ids) throws IOException {
    int width = small ? 2 : 4;
    if (buffer.length < (long) width * ids.length) {
      buffer = new byte[Math.multiplyExact(width, ids.length)];
    }
    ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    for (int id : ids) {
      if (small) {
        view.putShort((short) id);
      } else {
        view.putInt(id);
      }
    }
    tokens.write(buffer, 0, view.position());
    lengths.add(ids.length);
    total += ids.length;
    DocumentJson.write(document.withText("").withMetadata(new TreeMap<>()), documents);
    documents.write('\n');
  }

  public long documents() {
    return lengths.size();
  }

  public long tokens() {
    return total;
  }

  /** Writes the index and closes all files. */
  public void finish() throws IOException {
    close();
    int count = lengths.size();
    try (OutputStream index =
        new BufferedOutputStream(
            Files.newOutputStream(MegatronFiles.sibling(bin, ".idx")), 1 << 16)) {
      index.write(
          ByteBuffer.allocate(MegatronFiles.HEADER)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(MegatronFiles.MAGIC)
              .putLong(MegatronFiles.VERSION)
              .put((byte) (small ? MegatronFiles.UINT16 : MegatronFiles.INT32))
              .putLong(count)
              .putLong(count + 1L)
              .array());
      ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        index.write(number.putInt(0, lengths.getInt(i)).array(), 0, 4);
      }
      long place = 0;
      for (int i = 0; i < count; i++) {
        index.write(number.putLong(0, place).array(), 0, 8);
        place += (small ? 2L : 4L) * lengths.getInt(i);
      }
      for (long i = 0; i <= count; i++) {
        index.write(number.putLong(0, i).array(), 0, 8);
      }
    }
  }

  /** Without {@link #finish} the files are incomplete. */
  @Override
  public void close() throws IOException {
    tokens.close();
    documents.close();
  }
}
