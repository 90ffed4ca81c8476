package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.megatron.MegatronFiles;
import io.millrace.shards.megatron.MegatronReader;
import io.millrace.shards.pair.CaptionReader;
import io.millrace.shards.text.ShardReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the documents of a shard in order, whatever its format: texts, captions of pairs, or tokens
 * with a file of metadata. For one thread.
 */
final class ShardFile implements Closeable {

  private final ShardReader documents;

  /** Null when the shard holds texts. */
  private final MegatronReader tokens;

  private long number;

  private ShardFile(ShardReader documents, MegatronReader tokens) {
    this.documents = documents;
    this.tokens = tokens;
  }

  /**
   * Opens a shard.
   *
   * @throws IOException when it cannot be opened, or its name has no known format
   */
  static ShardFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no such file");
    }
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".bin")) {
      MegatronReader tokens = new MegatronReader(file);
      try {
        Path beside = MegatronFiles.sibling(file, ".jsonl.zst");
        return new ShardFile(ShardReader.openTexts(new LocalFile(beside)), tokens);
      } catch (IOException | RuntimeException failed) {
        tokens.close();
        throw failed;
      }
    }
    // shards of documents are in folders of languages, shards of pairs directly in "shards"
    boolean pairs = file.getParent() != null && file.getParent().endsWith("shards");
    LocalFile shard = new LocalFile(file);
    return new ShardFile(
        name.endsWith(".tar") || pairs && name.endsWith(".parquet")
            ? CaptionReader.open(shard)
            : ShardReader.openTexts(shard),
        null);
  }

  /**
   * The next document, or null at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  TrainingItem next() throws IOException {
    Optional<Document> document = documents.next();
    if (tokens == null) {
      return document.isEmpty() ? null : new TrainingItem(document.get(), null);
    }
    if (document.isEmpty() != (number == tokens.size())) {
      throw new IOException("it has different numbers of token sequences and documents");
    }
    return document.isEmpty() ? null : new TrainingItem(document.get(), tokens.get(number++));
  }

  /** Skips documents. */
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
