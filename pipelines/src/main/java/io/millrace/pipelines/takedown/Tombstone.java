package io.millrace.pipelines.takedown;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;

/**
 * A line of {@code tombstones.jsonl}.
 *
 * @param id id of the record or rephrased document
 * @param kind {@code document}, {@code pair}, {@code rephrasing} or {@code reject}
 * @param reason why it was selected: {@code id}, {@code url_prefix P}, {@code near}, {@code origin
 *     ID}, {@code duplicate_of ID} or {@code captions of ID}
 * @param date day of the request
 */
@JsonPropertyOrder({"id", "kind", "reason", "date"})
record Tombstone(String id, String kind, String reason, String date)
    implements Comparable<Tombstone> {

  static final String DOCUMENT = "document";
  static final String PAIR = "pair";
  static final String REPHRASING = "rephrasing";
  static final String REJECT = "reject";

  private static final Comparator<Tombstone> ORDER =
      Comparator.comparing(Tombstone::id)
          .thenComparing(Tombstone::kind)
          .thenComparing(Tombstone::date)
          .thenComparing(Tombstone::reason);

  @Override
  public int compareTo(Tombstone other) {
    return ORDER.compare(this, other);
  }
}
