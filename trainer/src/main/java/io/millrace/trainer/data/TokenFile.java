package io.millrace.trainer.data;

import java.io.IOException;
import java.nio.file.Path;

/** Documents that were tokenised: Megatron's files, with what is known of each beside them. */
final class TokenFile extends ShardFile {

  private final MegatronReader tokens;
  private final JsonLinesFile documents;
  private long number;

  TokenFile(Path bin) throws IOException {
    this.tokens = new MegatronReader(bin);
    try {
      this.documents = new JsonLinesFile(MegatronFiles.sibling(bin, ".jsonl.zst"));
    } catch (IOException | RuntimeException failed) {
      tokens.close();
      throw failed;
    }
  }

  @Override
  Item next() throws IOException {
    Item item = documents.next();
    if (item == null != (number == tokens.size())) {
      throw new IOException("tokens and documents are not of the same number");
    }
    return item == null ? null : new Item(item.document(), tokens.get(number++));
  }

  @Override
  void skip(long records) throws IOException {
    documents.skip(records);
    number += records;
  }

  @Override
  public void close() throws IOException {
    try (MegatronReader first = tokens) {
      documents.close();
    }
  }
}
