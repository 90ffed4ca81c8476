package io.millrace.pipelines.step;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.layout.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image-text pair has beside the one caption that the chain works on as its document's
 * text. So every stage that works on texts works on captions too.
 *
 * @param imageUrl address of the image
 * @param pageLanguage language that the page states, or ""
 * @param captions all texts of the pair; the one that {@code chosen} points to is out of date while
 *     the chain works on it
 * @param chosen place in {@code captions} of the document's text, or -1 when it has none
 * @param image encoded bytes, once they are there
 * @param facts what is known of {@code image}, once it was decoded
 */
public record ImagePart(
    String imageUrl,
    String pageLanguage,
    List<Caption> captions,
    int chosen,
    boolean inContent,
    int statedWidth,
    int statedHeight,
    Optional<byte[]> image,
    Optional<ImageFacts> facts) {

  /** Kinds that a caption is taken from when a recipe says nothing. */
  public static final List<CaptionKind> USUAL_KINDS =
      List.of(CaptionKind.ALT, CaptionKind.CAPTION, CaptionKind.TITLE);

  public ImagePart {
    captions = List.copyOf(captions);
    if (chosen < -1 || chosen >= captions.size()) {
      throw new IllegalArgumentException("chosen is " + chosen + " of " + captions.size());
    }
  }

  public static ImagePart of(ImageTextPair pair) {
    return new ImagePart(
            pair.imageUrl(),
            pair.language(),
            pair.captions(),
            -1,
            pair.inContent(),
            pair.statedWidth(),
            pair.statedHeight(),
            pair.image(),
            pair.facts())
        .choosing(USUAL_KINDS);
  }

  /** Chooses the first caption of the first of these kinds that the pair has. */
  public ImagePart choosing(List<CaptionKind> kinds) {
    for (CaptionKind kind : kinds) {
      for (int i = 0; i < captions.size(); i++) {
        if (captions.get(i).kind() == kind) {
          return with(captions, i, image, facts);
        }
      }
    }
    return with(captions, -1, image, facts);
  }

  /** A hash of the image's bytes: pairs of one image meet by it. Empty before it was decoded. */
  public Optional<Hash128> imageHash() {
    return facts.map(known -> Shards.imageHash(known.originalSha256()));
  }

  /** Text of the chosen caption, or "". */
  private String text() {
    return chosen < 0 ? "" : captions.get(chosen).text();
  }

  /** A pair's document with the chosen caption as its text, and the language that it came with. */
  public Document captioned(Document document) {
    Document text = document.withText(text());
    return chosen < 0
        ? text
        : text.withLanguage(captions.get(chosen).language(), captions.get(chosen).languageScore());
  }

  public ImagePart withImageUrl(String newUrl) {
    return new ImagePart(
        newUrl, pageLanguage, captions, chosen, inContent, statedWidth, statedHeight, image, facts);
  }

  public ImagePart withCaptions(List<Caption> newCaptions) {
    return with(newCaptions, chosen, image, facts);
  }

  public ImagePart withImage(Optional<byte[]> newImage, Optional<ImageFacts> newFacts) {
    return with(captions, chosen, newImage, newFacts);
  }

  private ImagePart with(
      List<Caption> newCaptions,
      int newChosen,
      Optional<byte[]> newImage,
      Optional<ImageFacts> newFacts) {
    return new ImagePart(
        imageUrl,
        pageLanguage,
        newCaptions,
        newChosen,
        inContent,
        statedWidth,
        statedHeight,
        newImage,
        newFacts);
  }

  /**
   * The captions with the chosen one as the document has it, first; without it when nothing of it
   * is left.
   */
  public List<Caption> captionsWith(Document document) {
    List<Caption> all = new ArrayList<>();
    if (chosen >= 0 && !document.text().isEmpty()) {
      all.add(
          new Caption(
              captions.get(chosen).kind(),
              document.text(),
              document.language(),
              document.languageScore()));
    }
    for (int i = 0; i < captions.size(); i++) {
      if (i != chosen) {
        all.add(captions.get(i));
      }
    }
    return all;
  }

  /** The pair again, its chosen caption as the document has it. */
  public ImageTextPair pair(Document document) {
    return new ImageTextPair(
        document.id(),
        imageUrl,
        document.url(),
        document.timestamp(),
        document.source(),
        pageLanguage,
        captionsWith(document),
        inContent,
        statedWidth,
        statedHeight,
        document.metadata(),
        image,
        facts);
  }
}
