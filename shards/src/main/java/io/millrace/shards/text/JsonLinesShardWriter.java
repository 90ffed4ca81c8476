package io.millrace.shards.text;

import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.IOException;

/** Documents as {@link DocumentJson} lines in zstd frames that can be read one by one. */
public final class JsonLinesShardWriter implements ShardWriter {

  private final ZstdLines lines;
  private final String path;

  JsonLinesShardWriter(StoredFile target, String path, int level) throws IOException {
    this.lines = new ZstdLines(target, level);
    this.path = path;
  }

  @Override
  public void write(EncodedDocument document) throws IOException {
    DocumentJson.write(document, lines.line());
    lines.endLine();
  }

  @Override
  public ShardInfo finish() throws IOException {
    return lines.finish(path);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
