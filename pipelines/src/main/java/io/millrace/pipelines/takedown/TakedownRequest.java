package io.millrace.pipelines.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request to remove records from outputs.
 *
 * @param outputs addresses of outputs, with or without windows
 * @param ids ids of records, 32 hexadecimal digits
 * @param earlierIds ids that some of the records have in outputs of earlier versions, by id
 * @param urlPrefixes prefixes of addresses, see {@link UrlPrefix}
 * @param nearTexts texts whose near duplicates are removed
 * @param threshold lowest similarity of a near duplicate; default: that of the run's dedup-minhash
 * @param date day of the request, in ISO 8601
 * @param indexes folders of indexes of near duplicates, from which the documents are removed too
 * @param dryRun whether to change nothing
 */
public record TakedownRequest(
    List<String> outputs,
    SortedSet<String> ids,
    SortedMap<String, String> earlierIds,
    List<String> urlPrefixes,
    List<String> nearTexts,
    OptionalDouble threshold,
    String date,
    List<Path> indexes,
    boolean dryRun) {

  public TakedownRequest {
    outputs = List.copyOf(outputs);
    ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    earlierIds = Collections.unmodifiableSortedMap(new TreeMap<>(earlierIds));
    urlPrefixes = List.copyOf(urlPrefixes);
    nearTexts = List.copyOf(nearTexts);
    indexes = List.copyOf(indexes);
  }

  /** Description for the manifest, with the numbers of ids and texts but without their values. */
  List<String> selectors() {
    List<String> all = new ArrayList<>();
    if (!ids.isEmpty()) {
      all.add(ids.size() + " ids");
    }
    urlPrefixes.stream().sorted().forEach(prefix -> all.add("url prefix " + prefix));
    if (!nearTexts.isEmpty()) {
      all.add("near duplicates of " + nearTexts.size() + " texts");
    }
    return all;
  }
}
