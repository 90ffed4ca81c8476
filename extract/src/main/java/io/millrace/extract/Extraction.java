package io.millrace.extract;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of extracting a page.
 *
 * @param status whether there is text, and if not, why
 * @param text main content, one line per block, with an empty line between paragraphs; "" without
 *     text
 * @param metadata what the page states about itself, by name: {@code title}, {@code author}, {@code
 *     date}, ...; docs/reference/stages/extract.md lists all names
 * @param links of the page in document order; empty unless requested, see {@link
 *     DocumentExtractor#withLinksAndImages}
 * @param images of the page in document order; empty unless requested
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

  /** Result for a page whose media type is not extracted. */
  public static Extraction unsupported(String mediaType) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("media_type", mediaType);
    return new Extraction(Status.UNSUPPORTED_TYPE, "", metadata);
  }

  /** Whether there is text, and if not, why. */
  public enum Status {
    TEXT,
    /** The page was parsed and has no main content. */
    NO_TEXT,
    /** Pages of this media type are not extracted. */
    UNSUPPORTED_TYPE
  }
}
