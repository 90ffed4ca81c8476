package io.millrace.trainer.tokenizer;

import java.util.Arrays;
import java.util.List;

/** A hash map from the bytes of a token to its id. */
final class TokenTable {

  private final List<byte[]> tokens;

  /** Id + 1; 0 means free. */
  private final int[] slots;

  TokenTable(List<byte[]> tokens) {
    this.tokens = tokens;
    this.slots = new int[Integer.highestOneBit(Math.max(8, 2 * tokens.size() - 1)) << 1];
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.get(id);
      if (token != null) {
        slots[place(token, 0, token.length)] = id + 1;
      }
    }
  }

  /** The id, or -1 when there is no such token. */
  int get(byte[] bytes, int start, int length) {
    return slots[place(bytes, start, length)] - 1;
  }

  private int place(byte[] bytes, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9e3779b1;
    int at = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[at] != 0) {
      byte[] token = tokens.get(slots[at] - 1);
      if (Arrays.equals(token, 0, token.length, bytes, start, start + length)) {
        return at;
      }
      at = at + 1 & slots.length - 1;
    }
    return at;
  }
}
