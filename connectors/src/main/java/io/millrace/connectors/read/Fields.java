package io.millrace.connectors.read;

import io.millrace.corpus.InputRecord;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.shards.file.DamagedInputException;
import java.util.List;
import java.util.SortedSet;

/** Collects the fields of one record under the names that its kind of record has for them. */
public interface Fields {

  /** Empty fields for a record of an input. */
  static Fields of(InputSettings settings, InputKind kind) {
    return kind.isImages() ? new PairFields(settings, kind) : new FieldMap(settings, kind);
  }

  /** Fields to look for. */
  SortedSet<String> names();

  /** Names to look under for a field, the best first. */
  List<String> candidates(String field);

  /** Takes a field's value; false when it is null, so that the next name may be tried. */
  boolean take(String field, String name, String value);

  /** Keeps a field as metadata unless it has been taken. */
  void addRest(String path, String name, String value);

  /**
   * Takes the image of the record, where records have one.
   *
   * @param name what it is called where it lies, for one without an address; or ""
   */
  default void setImage(byte[] bytes, String name) {}

  /** Language that the record has when it names none itself. */
  void setFolderLanguage(String language);

  /** The record, or an unreadable one when what it cannot do without is missing. */
  InputRecord toRecord();

  /** The record as far as it is known, when one of its fields could not be read. */
  UnreadableRecord toUnreadable(DamagedInputException damaged);
}
