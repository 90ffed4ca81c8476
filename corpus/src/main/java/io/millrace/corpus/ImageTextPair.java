package io.millrace.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image with the texts that go with it. It starts as a candidate, which has an address and
 * texts, and ends as a pair, which has the image's bytes and what is known of them.
 *
 * @param imageUrl absolute address of the image; for one that came in a file, the name it has there
 * @param url address of the page that shows the image, or ""
 * @param language language of the page, or "" when unknown
 * @param captions texts in the order of their kinds; the first of kind ALT is the one that is
 *     filtered and scored
 * @param inContent whether the image stands in the page's main content; true where no page is known
 * @param statedWidth pixels that the page or list states, 0 where it does not
 * @param statedHeight pixels that the page or list states, 0 where it does not
 * @param image the image itself once it is there: encoded bytes, owned by the record and not to be
 *     changed
 * @param facts what is known of {@code image} once it was decoded
 */
public record ImageTextPair(
    String id,
    String imageUrl,
    String url,
    String timestamp,
    String source,
    String language,
    List<Caption> captions,
    boolean inContent,
    int statedWidth,
    int statedHeight,
    SortedMap<String, String> metadata,
    Optional<byte[]> image,
    Optional<ImageFacts> facts)
    implements InputRecord {

  public ImageTextPair {
    captions = List.copyOf(captions);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** The first caption of a kind. */
  public Optional<Caption> caption(CaptionKind kind) {
    return captions.stream().filter(caption -> caption.kind() == kind).findFirst();
  }

  public ImageTextPair withCaptions(List<Caption> newCaptions) {
    return new ImageTextPair(
        id,
        imageUrl,
        url,
        timestamp,
        source,
        language,
        newCaptions,
        inContent,
        statedWidth,
        statedHeight,
        metadata,
        image,
        facts);
  }

  /** This pair with one more caption, which comes last. */
  public ImageTextPair withCaption(Caption caption) {
    List<Caption> more = new ArrayList<>(captions);
    more.add(caption);
    return withCaptions(more);
  }

  public ImageTextPair withMetadata(SortedMap<String, String> newMetadata) {
    return new ImageTextPair(
        id,
        imageUrl,
        url,
        timestamp,
        source,
        language,
        captions,
        inContent,
        statedWidth,
        statedHeight,
        newMetadata,
        image,
        facts);
  }

  /** This pair with its image. */
  public ImageTextPair withImage(byte[] newImage, Optional<ImageFacts> newFacts) {
    return new ImageTextPair(
        id,
        imageUrl,
        url,
        timestamp,
        source,
        language,
        captions,
        inContent,
        statedWidth,
        statedHeight,
        metadata,
        Optional.of(newImage),
        newFacts);
  }
}
