package io.millrace.connectors.read.files;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.corpus.Document;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sink that keeps all records. */
public final class Collected implements RecordSink {

  public final List<InputRecord> records = new ArrayList<>();
  public final SortedMap<String, Integer> skipped = new TreeMap<>();

  @Override
  public void accept(InputRecord found) {
    records.add(found);
  }

  @Override
  public void skip(String kind) {
    skipped.merge(kind, 1, Integer::sum);
  }

  /** Reads a file as the pipelines do: split by split. */
  public static Collected of(InputKind kind, InputSettings settings, Path file) throws IOException {
    RecordReader reader = RecordReaders.of(kind, settings);
    Collected collected = new Collected();
    for (Split split : reader.split(file.toString(), Files.size(file))) {
      reader.read(split, collected);
    }
    return collected;
  }

  public static Collected of(InputKind kind, InputSettings settings, Path file, byte[] bytes)
      throws IOException {
    Files.write(file, bytes);
    return of(kind, settings, file);
  }

  public List<Document> documents() {
    return only(Document.class);
  }

  public List<Page> pages() {
    return only(Page.class);
  }

  public List<ImageTextPair> pairs() {
    return only(ImageTextPair.class);
  }

  public List<UnreadableRecord> unreadable() {
    return only(UnreadableRecord.class);
  }

  public List<String> texts() {
    return documents().stream().map(Document::text).toList();
  }

  public List<String> ids() {
    return records.stream().map(InputRecord::id).toList();
  }

  private <T> List<T> only(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
