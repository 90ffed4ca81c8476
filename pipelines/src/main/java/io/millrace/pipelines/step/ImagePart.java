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
 * The parts of an image-text pair besides the chosen caption, which is the text of the chain's
 * document. So stages for texts also work on captions.
 *
 * @param imageUrl address of the image
 * @param pageLanguage language that the page declares, or ""
 * @param captions all texts of the pair; the document has the current text of the chosen one
 * @param chosen index in {@code captions} of the document's text, or -1 without one
 * @param image encoded bytes, once fetched
 * @param facts facts about {@code image}, once decoded
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

  /** Default kinds of captions, the best first. */
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

  /** Hash of the image's bytes, which groups pairs of one image. Empty before decoding. */
  public Optional<Hash128> imageHash() {
    return facts.map(known -> Shards.imageHash(known.originalSha256()));
  }

  /** Text of the chosen caption, or "". */
  private String text() {
    return chosen < 0 ? "" : captions.get(chosen).text();
  }

  /** The document with the text and language of the chosen caption. */
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
   * The captions: first the chosen one with the text of the document, unless that is empty, then
   * the others.
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

  /** The pair, with the text of the document as its chosen caption. */
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
