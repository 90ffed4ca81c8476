package io.millrace.shards.verify;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;
import io.millrace.shards.layout.Shards;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Optional;

/** Checks the documents of a shard: order, uniqueness, shard and language. */
final class ShardCheck {
  private final String folder;
  private final int shard;
  private final int shards;
  private final LongOpenHashSet ids;
  private String last = "";

  /**
   * @param ids the first 64 bits of all ids in shards of this number; with ten million documents,
   *     two ids agree in them by chance once in 300,000 shards
   */
  ShardCheck(String folder, int shard, int shards, LongOpenHashSet ids) {
    this.folder = folder;
    this.shard = shard;
    this.shards = shards;
    this.ids = ids;
  }

  Optional<String> problem(Document document) {
    String id = document.id();
    if (!id.matches("[0-9a-f]{32}")) {
      return Optional.of(": '" + id + "' is not an id");
    }
    int order = id.compareTo(last);
    last = id;
    if (order < 0) {
      return Optional.of(": id " + id + " is out of order");
    }
    if (order == 0) {
      return document.metadata().containsKey(OutputVerifier.REPEAT)
          ? Optional.empty()
          : Optional.of(": id " + id + " comes again and is not marked as a repeat");
    }
    if (!ids.add(Hash128.fromHex(id).high())) {
      return Optional.of(": id " + id + " is in a shard of another language too");
    }
    // a rephrased document is in the shard of its source document
    String place = document.origin().map(Origin::id).orElse(id);
    if (!place.matches("[0-9a-f]{32}") || Shards.shardOf(place, shards) != shard) {
      return Optional.of(": id " + id + " belongs to another shard");
    }
    if (!Shards.languageFolder(document.language()).equals(folder)) {
      return Optional.of(": language '" + document.language() + "' is not that of the folder");
    }
    return Optional.empty();
  }
}
