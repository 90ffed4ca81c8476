package io.millrace.connectors.shards;

import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import java.io.IOException;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Documents as {@link DocumentJson} lines in zstd frames that can be read one by one. */
public final class JsonLinesShardWriter implements ShardWriter {

  private final ZstdLines lines;
  private final String path;

  JsonLinesShardWriter(ResourceId target, String path, int level) throws IOException {
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
