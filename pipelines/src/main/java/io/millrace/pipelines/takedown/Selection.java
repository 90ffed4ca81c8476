package io.millrace.pipelines.takedown;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.shards.pair.PairRow;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ids of the records to remove, each with the reason. All outputs are read before one is changed,
 * so that rephrasings and copies are found in any output.
 */
final class Selection {

  private static final String BY_ID = "id";

  private final SortedMap<String, String> reasons = new TreeMap<>();

  /** Requested ids by the id that the record has in outputs of earlier versions. */
  private final Map<String, String> asked = new HashMap<>();

  private final SortedSet<String> unknown;
  private final List<UrlPrefix> prefixes;

  Selection(TakedownRequest request) {
    request.ids().forEach(id -> reasons.put(id, BY_ID));
    request
        .earlierIds()
        .forEach(
            (id, earlier) -> {
              reasons.put(earlier, BY_ID);
              asked.put(earlier, id);
            });
    this.unknown = new TreeSet<>(request.ids());
    this.prefixes = request.urlPrefixes().stream().map(UrlPrefix::new).toList();
  }

  /** Why a record is removed, or empty if it stays. */
  Optional<String> reason(String id) {
    return Optional.ofNullable(reasons.get(id));
  }

  /** Ids of all selected records. */
  List<Hash128> ids() {
    return reasons.keySet().stream().map(Hash128::fromHex).toList();
  }

  /** Notes that a record with this id exists or existed. */
  void seen(String id) {
    unknown.remove(asked.getOrDefault(id, id));
  }

  /** Requested ids that were not seen. */
  SortedSet<String> unknown() {
    return Collections.unmodifiableSortedSet(unknown);
  }

  /** Why a document is removed: it is selected, or the document it was made from is. */
  Optional<String> reason(Document document) {
    return reason(document.id())
        .or(
            () ->
                document
                    .origin()
                    .filter(origin -> reasons.containsKey(origin.id()))
                    .map(origin -> "origin " + origin.id()));
  }

  /** Why the text of a reject is removed: it is selected, or it duplicates a selected record. */
  Optional<String> reason(JsonNode reject) {
    String of = reject.path("duplicate_of").asText();
    return reason(reject.path("id").asText())
        .or(() -> reasons.containsKey(of) ? Optional.of("duplicate_of " + of) : Optional.empty());
  }

  void look(Document document, NearTexts near) {
    look(document.id(), document.text(), near, document.url());
  }

  void look(PairRow pair, NearTexts near) {
    look(pair.id(), pair.caption(), near, pair.url(), pair.pageUrl());
  }

  void look(JsonNode reject, NearTexts near) {
    String id = reject.path("id").asText();
    look(id, reject.path("text").asText(), near, reject.path("url").asText());
    String reason = reject.path("reason").asText();
    String of = reject.path("duplicate_of").asText();
    if (reason.equals("same_image") && !of.isEmpty() && reasons.containsKey(id)) {
      // the kept pair has its captions
      reasons.putIfAbsent(of, "captions of " + id);
    }
  }

  private void look(String id, String text, NearTexts near, String... urls) {
    seen(id);
    if (reasons.containsKey(id)) {
      return;
    }
    for (UrlPrefix prefix : prefixes) {
      for (String url : urls) {
        if (prefix.fits(url)) {
          reasons.put(id, "url_prefix " + prefix.given());
          return;
        }
      }
    }
    if (!text.isEmpty() && near.fits(text)) {
      reasons.put(id, "near");
    }
  }
}
