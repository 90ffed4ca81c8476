package io.millrace.connectors.read;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One entry of a recipe's {@code inputs}.
 *
 * @param fields field of a record, one of {@link #FIELDS}, to its column or dotted path
 */
public record InputSettings(
    @Setting(
            "Files as paths or globs, on a disk, in an object store, on the web or the hub; @FILE"
                + " for a file that lists them, one a line.")
        List<String> paths,
    @Setting("Prefix of relative paths in such a list.") String base,
    @Setting(
            "Name of the collection; empty for the record's own source field, else the format's"
                + " name.")
        String source,
    @Setting(
            "Names of the fields text, id, url, timestamp, source, language and language_score in"
                + " the input, and of image_url, caption, width and height where it has images; a"
                + " dotted path reaches into nested objects. Fields not named are looked for under"
                + " their usual names.")
        SortedMap<String, String> fields,
    @Setting(
            value =
                "Language of all records, as an ISO 639 code; empty for the record's own field or,"
                    + " for culturax, the name of the folder.",
            names = Names.LANGUAGES)
        String language,
    @Setting("For text files: one document a file, or one a line.") TextUnit per,
    @Setting(
            value = "Largest record in bytes, compressed or not; larger ones fail.",
            min = 1,
            max = 1_073_741_824)
        long maxRecordBytes,
    @Setting(value = "Bytes of a file that one worker reads at a time.", min = 1) long splitBytes) {

  /** Fields that can be mapped. */
  public static final Set<String> FIELDS =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  ("text id url timestamp source language language_score"
                          + " image_url caption width height")
                      .split(" "))));

  /** The unit of a document in a plain text file. */
  public enum TextUnit {
    FILE,
    LINE
  }

  private static final long MEBIBYTE = 1L << 20;

  public InputSettings {
    paths = List.copyOf(paths);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "fields has " + field.getKey() + ", must be one of " + FIELDS);
      }
      if (field.getValue().isEmpty()) {
        throw new IllegalArgumentException("fields." + field.getKey() + " is empty");
      }
    }
  }

  public static InputSettings defaults() {
    return of(List.of());
  }

  /** An input with every other setting at its default. */
  public static InputSettings of(List<String> paths) {
    return new InputSettings(
        paths, "", "", new TreeMap<>(), "", TextUnit.FILE, 64 * MEBIBYTE, 16 * MEBIBYTE);
  }

  /** The collection's name, or the other name when the recipe has none. */
  public String sourceOr(String other) {
    return source.isEmpty() ? other : source;
  }

  public InputSettings withSource(String newSource) {
    return new InputSettings(
        paths, base, newSource, fields, language, per, maxRecordBytes, splitBytes);
  }

  public InputSettings withFields(SortedMap<String, String> newFields) {
    return new InputSettings(
        paths, base, source, newFields, language, per, maxRecordBytes, splitBytes);
  }

  public InputSettings withLanguage(String newLanguage) {
    return new InputSettings(
        paths, base, source, fields, newLanguage, per, maxRecordBytes, splitBytes);
  }

  public InputSettings withMaxRecordBytes(long newMaxRecordBytes) {
    return new InputSettings(
        paths, base, source, fields, language, per, newMaxRecordBytes, splitBytes);
  }
}
