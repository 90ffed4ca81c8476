package io.millrace.pipelines.chain;

import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.corpus.ImageFacts;
import io.millrace.filters.caption.ImageTextSettings;
import io.millrace.images.decode.ImageDecodeSettings;
import io.millrace.images.decode.ImageDecoder;
import io.millrace.images.filter.ImageFilter;
import io.millrace.images.filter.ImageFilterSettings;
import io.millrace.images.hash.ImageDedupSettings;
import io.millrace.pipelines.step.FilterStep;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.image.CandidateSettings;
import io.millrace.pipelines.step.image.CandidateStep;
import io.millrace.pipelines.step.image.CaptionStep;
import io.millrace.pipelines.step.image.DecodeStep;
import io.millrace.pipelines.step.image.FetchStep;
import io.millrace.pipelines.step.image.ImageMarkStep;
import io.millrace.pipelines.step.image.ImageOcrSettings;
import io.millrace.pipelines.step.image.ImageScoreSettings;
import io.millrace.pipelines.step.image.OcrStep;
import io.millrace.pipelines.step.image.ScoreStep;
import java.util.Optional;

/** The stages of image-text pairs. */
final class ImageStages {

  private ImageStages() {}

  static void add(Stages.StageList all) {
    all.decides(
        "image-candidates",
        "Chooses the images of pages and lists, and their captions.",
        CandidateSettings.class,
        (settings, resources) -> new CandidateStep(settings));
    all.decides(
        "image-text",
        "Drops image-text pairs by their captions.",
        ImageTextSettings.class,
        (settings, resources) -> CaptionStep.of(settings));
    all.decides(
        Stages.IMAGE_FETCH,
        "Downloads the images, and respects robots.txt and opt-outs.",
        FetchSettings.class,
        (settings, resources) -> new FetchStep(settings));
    all.decides(
        "image-decode",
        "Decodes the images, drops damaged ones, and can shrink them.",
        ImageDecodeSettings.class,
        (settings, resources) -> new DecodeStep(new ImageDecoder(settings)));
    all.decides(
        "image-filter",
        "Drops images that are small, narrow or blank.",
        ImageFilterSettings.class,
        (settings, resources) -> filter(new ImageFilter(settings)));
    all.compares(
        Stages.IMAGE_DEDUP,
        "Drops images that other pairs or evaluation sets have.",
        ImageDedupSettings.class,
        (settings, resources) -> new ImageMarkStep(settings, resources.marks()));
    all.decides(
        "image-ocr",
        "Reads text in images by Tesseract, and drops images that are mostly text.",
        ImageOcrSettings.class,
        (settings, resources) -> new OcrStep(settings));
    all.decides(
        Stages.IMAGE_SCORE,
        "Scores how well image and caption fit by a dual encoder.",
        ImageScoreSettings.class,
        (settings, resources) -> new ScoreStep(settings));
  }

  /** Measures the image of a pair; a pair whose image is missing passes. */
  private static FilterStep filter(ImageFilter filter) {
    return new FilterStep(
        filter.signals(),
        filter.rules(),
        (pair, offset) -> {
          Optional<ImageFacts> facts = pair.image().flatMap(ImagePart::facts);
          facts.ifPresent(found -> filter.measure(found, pair.signals(), offset));
          return facts.isPresent();
        });
  }
}
