package io.millrace.trainer.ablate;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSplit;
import io.millrace.trainer.data.DocumentReader;
import io.millrace.trainer.data.ShardException;
import io.millrace.trainer.data.TextTag;
import io.millrace.trainer.evaluate.HeldOut;
import io.millrace.trainer.evaluate.HeldOutDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The documents that measure all runs of an ablation. The hash of its id decides whether a document
 * is held out, so all trainings hold out the same documents. Documents that a training reads, also
 * under another id, are left out.
 *
 * @param documents in the order of the hashes of their ids
 * @param places by training: indices of the documents in its shards
 * @param trainedOn number of documents left out because a training reads them or their text
 */
public record CommonHeldOut(
    List<HeldOutDocument> documents, List<List<Integer>> places, int trainedOn) {

  /** Which documents to take. */
  public enum Choice {
    /** The held-out documents of all trainings. */
    ANY,
    /** Those of the first training. */
    FIRST,
    /** Those that all trainings have. */
    EVERY
  }

  private static final long MOST_BYTES = 256L << 20;

  public CommonHeldOut {
    documents = List.copyOf(documents);
    places = List.copyOf(places);
  }

  /**
   * Reads the held-out documents.
   *
   * @param corpora corpora of the trainings, opened with one epoch and natural shares
   * @param bytes bytes of text, at most
   * @throws ShardException when no document remains
   */
  public static CommonHeldOut read(List<Corpus> corpora, Choice choice, long bytes)
      throws IOException {
    List<Map<String, HeldOutDocument>> all = new ArrayList<>();
    Map<String, HeldOutDocument> union = new TreeMap<>();
    for (Corpus corpus : corpora) {
      Map<String, HeldOutDocument> mine = new LinkedHashMap<>();
      HeldOut.read(corpus, MOST_BYTES).forEach(each -> mine.putIfAbsent(each.id(), each));
      mine.forEach(union::putIfAbsent);
      all.add(mine);
    }
    if (choice == Choice.FIRST) {
      union.keySet().retainAll(all.get(0).keySet());
    } else if (choice == Choice.EVERY) {
      all.forEach(mine -> union.keySet().retainAll(mine.keySet()));
    }
    return chosen(corpora, all, union, bytes);
  }

  /**
   * Reads all documents of another output, except those that a training reads.
   *
   * @param corpora corpora of the trainings, opened with one epoch and natural shares
   * @param common the output, opened the same way
   * @param bytes bytes of text, at most
   * @throws ShardException when no document remains
   */
  public static CommonHeldOut of(List<Corpus> corpora, Corpus common, long bytes)
      throws IOException {
    Map<String, HeldOutDocument> union = new TreeMap<>();
    for (DataSplit split : DataSplit.values()) {
      try (DocumentReader reader = common.documents(split)) {
        Optional<Document> next = reader.next();
        while (next.isPresent()) {
          Document document = next.get();
          if (!document.text().isEmpty()) {
            union.putIfAbsent(
                document.id(),
                new HeldOutDocument(document.id(), TextTag.of(document), document.text()));
          }
          next = reader.next();
        }
      }
    }
    List<Map<String, HeldOutDocument>> none = Collections.nCopies(corpora.size(), Map.of());
    return chosen(corpora, none, union, bytes);
  }

  /** Whether the shards of two trainings share one of the documents. */
  public boolean isShared(int one, int other) {
    return !Collections.disjoint(places.get(one), places.get(other));
  }

  private static CommonHeldOut chosen(
      List<Corpus> corpora,
      List<Map<String, HeldOutDocument>> all,
      Map<String, HeldOutDocument> union,
      long bytes)
      throws IOException {
    int before = union.size();
    removeTrained(corpora, union);
    List<HeldOutDocument> documents = new ArrayList<>();
    long taken = 0;
    for (HeldOutDocument document : byHash(union)) {
      if (taken >= bytes) {
        break;
      }
      documents.add(document);
      taken += document.text().getBytes(StandardCharsets.UTF_8).length;
    }
    if (documents.isEmpty()) {
      throw new ShardException(
          "the trainings have no common held-out documents for the measures; raise data.held_out,"
              + " choose --measure any, or give other documents with --held-out");
    }
    return new CommonHeldOut(documents, places(all, documents), before - union.size());
  }

  private static List<HeldOutDocument> byHash(Map<String, HeldOutDocument> union) {
    List<HeldOutDocument> documents = new ArrayList<>(union.values());
    documents.sort(
        Comparator.comparing(document -> Hash128.of("measured\n" + document.id()).toHex()));
    return documents;
  }

  private static void removeTrained(List<Corpus> corpora, Map<String, HeldOutDocument> union)
      throws IOException {
    Set<Hash128> held = new HashSet<>();
    union.values().forEach(document -> held.add(Hash128.of(document.text())));
    Set<Hash128> trained = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Corpus corpus : corpora) {
      try (DocumentReader reader = corpus.documents(DataSplit.TRAIN)) {
        Optional<Document> next = reader.next();
        while (next.isPresent()) {
          Hash128 hash = Hash128.of(next.get().text());
          if (held.contains(hash)) {
            trained.add(hash);
          }
          if (union.containsKey(next.get().id())) {
            ids.add(next.get().id());
          }
          next = reader.next();
        }
      }
    }
    union
        .values()
        .removeIf(
            document ->
                ids.contains(document.id()) || trained.contains(Hash128.of(document.text())));
  }

  private static List<List<Integer>> places(
      List<Map<String, HeldOutDocument>> all, List<HeldOutDocument> documents) {
    List<List<Integer>> places = new ArrayList<>();
    for (Map<String, HeldOutDocument> mine : all) {
      List<Integer> has = new ArrayList<>();
      for (int i = 0; i < documents.size(); i++) {
        if (mine.containsKey(documents.get(i).id())) {
          has.add(i);
        }
      }
      places.add(has);
    }
    return places;
  }
}
