package io.millrace.extract;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an extractor made of a page.
 *
 * @param status whether there is text, and if not, why
 * @param text main content; blocks are lines, paragraphs are separated by an empty line; "" without
 *     text
 * @param metadata what the page says of itself, by name: {@code title}, {@code author}, {@code
 *     date}, ...; only those it states. docs/reference/stages/extract.md lists them
 * @param links of the page in document order; empty unless they were asked for, see {@link
 *     DocumentExtractor#withLinksAndImages}
 * @param images of the page in document order; empty unless they were asked for
 */
public record Extraction(
    Status status,
    String text,
    SortedMap<String, String> metadata,
    List<Link> links,
    List<ImageCandidate> images) {

  /** An extraction without links and images. */
  public Extraction(Status status, String text, SortedMap<String, String> metadata) {
    this(status, text, metadata, List.of(), List.of());
  }

  /** Of a page whose type holds no text that is extracted. */
  public static Extraction unsupported(String mediaType) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("media_type", mediaType);
    return new Extraction(Status.UNSUPPORTED_TYPE, "", metadata);
  }

  /** Whether there is text, and if not, why. */
  public enum Status {
    TEXT,
    /** The page was understood and holds nothing that reads as main content. */
    NO_TEXT,
    /** The media type holds no text that we extract. */
    UNSUPPORTED_TYPE
  }
}
