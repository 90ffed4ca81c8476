package io.millrace.pipelines.chain;

import io.millrace.corpus.Caption;
import io.millrace.corpus.Document;
import io.millrace.corpus.Verdict;
import io.millrace.filters.pii.PiiMasker;
import io.millrace.filters.pii.PiiSettings;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Masks personal data in URLs, metadata and captions at the end of the chain: stages after {@code
 * pii} need these unmasked, or add to them. Not thread-safe.
 */
public final class PiiFields {

  private final PiiMasker masker;
  private final int stage;

  private PiiFields(PiiMasker masker, int stage) {
    this.masker = masker;
    this.stage = stage;
  }

  /**
   * For a recipe that masks personal data; empty for others.
   *
   * @param stages names of the chain's stages by place
   */
  public static Optional<PiiFields> of(Recipe recipe, List<String> stages) {
    return masks(recipe)
        .map(settings -> new PiiFields(new PiiMasker(settings), stages.indexOf(Stages.PII)));
  }

  /** The settings of {@code pii}, if the recipe masks personal data. */
  public static Optional<PiiSettings> masks(Recipe recipe) {
    return recipe
        .stage(Stages.PII, PiiSettings.class)
        .filter(settings -> settings.action() == PiiSettings.Action.MASK);
  }

  /**
   * The masked record. URLs and messages of failures are always masked; metadata and captions, like
   * the text, only when the record reached {@code pii}.
   */
  public Judged mask(Judged judged) {
    Judged masked = judged.withDocument(mask(judged.document(), judged.stage() > stage));
    if (judged.image().isPresent()) {
      masked = masked.withImage(mask(judged.image().get(), judged.stage() > stage));
    }
    if (judged.ended().isPresent() && judged.ended().get() instanceof Verdict.Failed failed) {
      String detail = masker.mask(failed.detail());
      masked = masked.withVerdict(new Verdict.Failed(failed.stage(), failed.reason(), detail));
    }
    return masked;
  }

  private Document mask(Document document, boolean whole) {
    Document masked = document.withUrl(masker.maskUrl(document.url()));
    return whole ? masked.withMetadata(masker.mask(document.metadata())) : masked;
  }

  private ImagePart mask(ImagePart part, boolean whole) {
    ImagePart masked = part.withImageUrl(masker.maskUrl(part.imageUrl()));
    if (!whole) {
      return masked;
    }
    List<Caption> captions = new ArrayList<>();
    for (Caption caption : part.captions()) {
      captions.add(caption.withText(masker.mask(caption.text())));
    }
    return masked.withCaptions(captions);
  }
}
