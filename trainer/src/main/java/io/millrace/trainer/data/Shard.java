package io.millrace.trainer.data;

import java.nio.file.Path;

/**
 * A file of documents in a manifest.
 *
 * @param name its path in the manifest, for messages
 * @param records documents in it
 * @param sha256 hash of its bytes, 64 hexadecimal digits
 * @param tokenizer hash of the tokenizer.json that made its tokens, or "" when it holds texts
 */
record Shard(Path file, String name, long records, String sha256, String tokenizer) {}
