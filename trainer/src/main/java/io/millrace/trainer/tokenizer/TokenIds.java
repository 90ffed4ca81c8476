package io.millrace.trainer.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids of tokens during training: equal bytes from different pairs are one token. */
final class TokenIds {

  private final List<byte[]> tokens;
  private final Map<String, Integer> ids = new HashMap<>();

  TokenIds(List<byte[]> tokens) {
    this.tokens = tokens;
    for (int id = 0; id < tokens.size(); id++) {
      if (tokens.get(id) != null) {
        ids.put(key(tokens.get(id)), id);
      }
    }
  }

  /** The id of a token; adds a new token. */
  int idOf(byte[] token) {
    Integer known = ids.putIfAbsent(key(token), tokens.size());
    if (known != null) {
      return known;
    }
    tokens.add(token);
    return tokens.size() - 1;
  }

  private static String key(byte[] token) {
    return new String(token, StandardCharsets.ISO_8859_1);
  }
}
