package io.millrace.pipelines.chain;

import io.millrace.connectors.read.InputKind;
import io.millrace.corpus.config.Place;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.image.ImageScoreSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Checks of recipes: stages, inputs and formats of images do not mix with those of texts. */
final class ImageRules {

  private static final String DECODE = "image-decode";

  /** Stages that need the result of another stage. */
  private static final Map<String, String> AFTER =
      Map.of(
          "image-filter", DECODE,
          "image-dedup", DECODE,
          "image-ocr", DECODE,
          "image-score", DECODE);

  /** Stages for texts that also work on captions. */
  private static final Set<String> ON_CAPTIONS = Set.of("url-filter", "langid", "pii", "extract");

  private ImageRules() {}

  static void check(Recipe recipe, BiConsumer<Place, String> problems) {
    if (Stages.isImageRun(recipe)) {
      checkStages(recipe, problems);
      checkShare(recipe, problems);
      checkFormat(recipe, true, problems);
    } else {
      checkFormat(recipe, false, problems);
      for (Recipe.Input input : recipe.inputs()) {
        if (isFiles(input) && InputKind.of(input.kind()).isImages()) {
          problems.accept(
              input.place(),
              "input '"
                  + input.kind()
                  + "' has images; list a stage for them, such as '"
                  + DECODE
                  + "'");
        }
      }
    }
  }

  private static boolean isFiles(Recipe.Input input) {
    return !input.kind().equals(Stages.KAFKA);
  }

  private static void checkFormat(
      Recipe recipe, boolean pairs, BiConsumer<Place, String> problems) {
    boolean right =
        pairs ? recipe.output().format().holdsPairs() : recipe.output().format().holdsDocuments();
    if (!right) {
      problems.accept(
          Place.option("output.format"),
          "it is '"
              + recipe.output().format().key()
              + "', which cannot hold "
              + (pairs
                  ? "images; it must be webdataset or parquet"
                  : "documents; it must be jsonl or parquet"));
    }
  }

  /** A share needs all pairs; in a stream, a pair that arrives twice would count twice. */
  private static void checkShare(Recipe recipe, BiConsumer<Place, String> problems) {
    for (Recipe.Stage stage : recipe.stages()) {
      if (recipe.windows().isOn()
          && stage.settings() instanceof ImageScoreSettings score
          && score.comparesPairs()) {
        problems.accept(
            stage.place(), "'keep_share' does not work with 'windows'; use 'threshold' instead");
      }
    }
  }

  private static void checkStages(Recipe recipe, BiConsumer<Place, String> problems) {
    List<String> names = recipe.stages().stream().map(Recipe.Stage::name).toList();
    boolean hasAddresses =
        recipe.inputs().stream()
            .filter(ImageRules::isFiles)
            .map(input -> InputKind.of(input.kind()))
            .anyMatch(kind -> kind == InputKind.WARC || kind == InputKind.IMAGE_LIST);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Place place = recipe.stages().get(i).place();
      if (!name.startsWith("image-") && !ON_CAPTIONS.contains(name)) {
        problems.accept(
            place, "stage '" + name + "' is for texts; this recipe has stages for images");
      }
      String before = AFTER.get(name);
      if (before != null && !names.subList(0, i).contains(before)) {
        problems.accept(
            place, "stage '" + name + "' needs the image; list '" + before + "' before it");
      }
      if (name.equals(DECODE)
          && hasAddresses
          && !names.subList(0, i).contains(Stages.IMAGE_FETCH)) {
        problems.accept(
            place, "stage '" + DECODE + "' needs the image's bytes; list 'image-fetch' before it");
      }
    }
    if (!names.contains(DECODE)) {
      problems.accept(
          recipe.stages().get(0).place(),
          "images must be decoded before they are written; list 'image-decode'");
    }
  }
}
