package io.millrace.shards.megatron;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Megatron-LM's indexed datasets ({@code megatron/core/datasets/indexed_dataset.py}): NAME.bin has
 * the tokens of all documents one after another, NAME.idx says where. Numbers are little-endian.
 *
 * <pre>
 * 9 bytes  MMIDIDX 0 0
 * int64    version, 1
 * uint8    type of a token: 8 for uint16, 4 for int32
 * int64    number of sequences; here a document is one
 * int64    number of documents + 1
 * int32[]  tokens of each sequence
 * int64[]  place of each sequence in bytes
 * int64[]  number of the first sequence of each document, and after the last
 * </pre>
 */
public final class MegatronFiles {

  static final byte[] MAGIC = "MMIDIDX\0\0".getBytes(StandardCharsets.US_ASCII);
  static final long VERSION = 1;
  static final int INT32 = 4;
  static final int UINT16 = 8;

  /** Header of an index in bytes. */
  static final int HEADER = 9 + 8 + 1 + 8 + 8;

  /** Vocabularies below this have tokens of two bytes, as Megatron decides it. */
  static final int SMALL = 65500;

  private MegatronFiles() {}

  public static Path sibling(Path bin, String ending) {
    String name = String.valueOf(bin.getFileName());
    return bin.resolveSibling(name.substring(0, name.length() - ".bin".length()) + ending);
  }
}
