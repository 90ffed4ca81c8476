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
 * What is to be taken out of which outputs.
 *
 * @param outputs addresses of outputs of runs, with windows or without
 * @param ids of records, 32 hexadecimal digits
 * @param earlierIds what some of the ids were in outputs of earlier versions, by the id
 * @param urlPrefixes beginnings of addresses, see {@link UrlPrefix}
 * @param nearTexts texts whose near duplicates go
 * @param threshold similarity from which a text is one; without it that of the run's dedup-minhash
 * @param date day of the request, as ISO 8601 has it
 * @param indexes folders of indexes of near duplicates, from which the documents go too
 * @param dryRun whether only to say what would go
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

  /** What was asked for, for the manifest: of ids and texts how many, not which. */
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
