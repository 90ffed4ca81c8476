package io.millrace.shards.text;

import io.millrace.corpus.Document;
import io.millrace.corpus.EncodedDocument;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.ShardFormat;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes one shard. The bytes depend on the documents, their order, the format and the level only.
 *
 * <p>The file is complete when {@link #finish} has returned. {@link #close} without it leaves an
 * incomplete file, which no reader accepts and the caller must delete. A document is never split,
 * so memory is bounded by the format's block size plus the largest document.
 */
public sealed interface ShardWriter extends Closeable
    permits JsonLinesShardWriter, ParquetShardWriter {

  /** Default level of zstd. */
  int DEFAULT_LEVEL = 3;

  /**
   * Creates the file.
   *
   * @param target file to write, usually with a temporary name
   * @param path path of the finished file in the output, for {@link ShardInfo}
   * @param level zstd level, 1..22
   * @throws IllegalArgumentException when the format is not for documents
   */
  static ShardWriter open(ShardFormat format, StoredFile target, String path, int level)
      throws IOException {
    return switch (format) {
      case JSONL -> new JsonLinesShardWriter(target, path, level);
      case PARQUET -> new ParquetShardWriter(target, path, level);
      case WEBDATASET ->
          throw new IllegalArgumentException(format.key() + " is for image-text pairs only");
    };
  }

  void write(EncodedDocument document) throws IOException;

  default void write(Document document) throws IOException {
    write(EncodedDocument.of(document));
  }

  /** Completes and closes the file. */
  ShardInfo finish() throws IOException;

  /** Closes the file as it is; does nothing after {@link #finish}. */
  @Override
  void close() throws IOException;
}
