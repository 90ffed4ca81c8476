package io.millrace.shards.text;

import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.EncodedDocument;
import io.millrace.shards.file.StoredFile;
import java.io.IOException;

/** Writes documents as {@link DocumentJson} lines in zstd frames that can be read separately. */
public final class JsonLinesShardWriter extends ZstdLines implements ShardWriter {

  JsonLinesShardWriter(StoredFile target, String path, int level) throws IOException {
    super(target, path, level);
  }

  @Override
  public void write(EncodedDocument document) throws IOException {
    DocumentJson.write(document, line());
    endLine();
  }
}
