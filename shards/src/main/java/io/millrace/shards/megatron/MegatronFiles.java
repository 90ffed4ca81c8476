package io.millrace.shards.megatron;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Megatron-LM's indexed datasets ({@code megatron/core/datasets/indexed_dataset.py}): NAME.bin has
 * the tokens of all documents one after another, NAME.idx their positions. Numbers are
 * little-endian.
 *
 * <pre>
 * 9 bytes  MMIDIDX 0 0
 * int64    version, 1
 * uint8    type of a token: 8 for uint16, 4 for int32
 * int64    number of sequences; each document is one sequence
 * int64    number of documents + 1
 * int32[]  tokens of each sequence
 * int64[]  byte offset of each sequence
 * int64[]  index of the first sequence of each document, and number of sequences
 * </pre>
 */
public final class MegatronFiles {

  static final byte[] MAGIC = "MMIDIDX\0\0".getBytes(StandardCharsets.US_ASCII);
  static final long VERSION = 1;
  static final int INT32 = 4;
  static final int UINT16 = 8;

  static final int HEADER = 9 + 8 + 1 + 8 + 8;

  /** Smaller vocabularies have tokens of two bytes, as in Megatron. */
  static final int SMALL = 65500;

  private MegatronFiles() {}

  public static Path sibling(Path bin, String ending) {
    String name = String.valueOf(bin.getFileName());
    return bin.resolveSibling(name.substring(0, name.length() - ".bin".length()) + ending);
  }
}
