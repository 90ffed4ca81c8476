package io.millrace.pipelines.chain;

import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.dedup.image.ImageDedupSettings;
import io.millrace.extract.image.ImageDecodeSettings;
import io.millrace.extract.image.ImageDecoder;
import io.millrace.filters.image.ImageFilter;
import io.millrace.filters.image.ImageFilterSettings;
import io.millrace.filters.image.ImageTextSettings;
import java.util.Map;

/** The stages of image-text pairs. */
final class ImageStages {

  private ImageStages() {}

  static void add(Map<String, StageEntry<?>> all) {
    all.put(
        "image-candidates",
        StageEntry.decides(
            CandidateSettings.class, (settings, resources) -> new CandidateStep(settings)));
    all.put(
        "image-text",
        StageEntry.decides(
            ImageTextSettings.class, (settings, resources) -> new CaptionStep(settings)));
    all.put(
        Stages.IMAGE_FETCH,
        StageEntry.decides(FetchSettings.class, (settings, resources) -> new FetchStep(settings)));
    all.put(
        "image-decode",
        StageEntry.decides(
            ImageDecodeSettings.class,
            (settings, resources) -> new DecodeStep(new ImageDecoder(settings))));
    all.put(
        "image-filter",
        StageEntry.decides(
            ImageFilterSettings.class,
            (settings, resources) -> new ImageFilterStep(new ImageFilter(settings))));
    all.put(
        Stages.IMAGE_DEDUP,
        StageEntry.compares(
            ImageDedupSettings.class,
            (settings, resources) -> new ImageMarkStep(settings, resources.marks())));
    all.put(
        "image-ocr",
        StageEntry.decides(ImageOcrSettings.class, (settings, resources) -> new OcrStep(settings)));
    all.put(
        Stages.IMAGE_SCORE,
        StageEntry.decides(
            ImageScoreSettings.class, (settings, resources) -> new ScoreStep(settings)));
  }
}
