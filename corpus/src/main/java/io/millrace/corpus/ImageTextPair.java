package io.millrace.corpus;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image with its texts. It starts as a candidate, which has an address and texts, and becomes a
 * pair, which also has the image's bytes and facts about them.
 *
 * @param imageUrl absolute address of the image; for an image from a file, its name there
 * @param url address of the page that shows the image, or ""
 * @param language language of the page, or "" when unknown
 * @param captions texts in the order of their kinds; the first of kind ALT is filtered and scored
 * @param inContent whether the image is in the page's main content; true when no page is known
 * @param statedWidth pixels that the page or list states, 0 where it does not
 * @param statedHeight pixels that the page or list states, 0 where it does not
 * @param image encoded bytes of the image once fetched; owned by the record, must not be changed
 * @param facts properties of {@code image} once decoded
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

  public Optional<Caption> caption(CaptionKind kind) {
    return captions.stream().filter(caption -> caption.kind() == kind).findFirst();
  }

  public ImageTextPair withCaptions(List<Caption> newCaptions) {
    return with(newCaptions, metadata, image, facts);
  }

  public ImageTextPair withMetadata(SortedMap<String, String> newMetadata) {
    return with(captions, newMetadata, image, facts);
  }

  public ImageTextPair withImage(byte[] newImage, Optional<ImageFacts> newFacts) {
    return with(captions, metadata, Optional.of(newImage), newFacts);
  }

  private ImageTextPair with(
      List<Caption> newCaptions,
      SortedMap<String, String> newMetadata,
      Optional<byte[]> newImage,
      Optional<ImageFacts> newFacts) {
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
        newMetadata,
        newImage,
        newFacts);
  }
}
