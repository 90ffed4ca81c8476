package io.millrace.pipelines.chain;

import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.connectors.read.InputKind;
import io.millrace.corpus.config.ConfigError;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.filters.decontaminate.DecontaminateSettings;
import io.millrace.filters.url.UrlFilterSettings;
import io.millrace.langid.LanguageSettings;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Checks of a recipe across stages, inputs and output. */
final class StageRules {

  /** Stages that need no text and may come before {@code extract}. */
  private static final Set<String> WITHOUT_TEXT = Set.of(Stages.EXTRACT, "url-filter", "dedup-url");

  private StageRules() {}

  /** Checks the order of stages, and settings without which a stage does nothing. */
  static void check(Recipe recipe, BiConsumer<Place, String> problems) {
    checkOrder(recipe, problems);
    checkRephraseIsLast(recipe, problems);
    ImageRules.check(recipe, problems);
    checkPublishing(recipe, problems);
    checkShards(recipe, problems);
    for (Recipe.Input input : recipe.inputs()) {
      if (input.settings() instanceof KafkaInput kafka) {
        checkNamed(input, "bootstrap", kafka.bootstrap(), problems);
        checkNamed(input, "topic", kafka.topic(), problems);
        checkNoLoop(input, kafka, recipe.output().kafka(), problems);
      }
    }
    for (Recipe.Stage stage : recipe.stages()) {
      if (stage.name().equals(Stages.IMAGE_FETCH) && recipe.windows().isOn()) {
        problems.accept(
            stage.place(), "stage 'image-fetch' does not work with windows; remove 'windows'");
      }
      if (stage.settings() instanceof DecontaminateSettings settings
          && settings.evaluationSets().isEmpty()) {
        problems.accept(
            stage.place(),
            "stage 'decontaminate' has nothing to compare with; give 'evaluation_sets: [FILE]'");
      }
      if (stage.settings() instanceof UrlFilterSettings settings && blocksNothing(settings)) {
        problems.accept(
            stage.place(),
            "stage 'url-filter' blocks nothing; give 'lists', 'domains', 'urls' or 'words'");
      }
    }
  }

  private static void checkNamed(
      Recipe.Input input, String setting, String value, BiConsumer<Place, String> problems) {
    if (value.isBlank()) {
      problems.accept(
          input.place(), "input 'kafka' has no " + setting + "; give '" + setting + "'");
    }
  }

  /**
   * The size of a stream's input is not known, and a stream and a batch run must write the same
   * windows.
   */
  private static void checkShards(Recipe recipe, BiConsumer<Place, String> problems) {
    boolean stream =
        recipe.inputs().stream().anyMatch(input -> input.settings() instanceof KafkaInput);
    if (recipe.output().shards() == OutputSettings.AUTO && (stream || recipe.windows().isOn())) {
      problems.accept(
          Place.option("output.shards"),
          "'shards' of output is auto, which does not work with streams and windows; give a number");
    }
  }

  /** Only windows of documents are published. */
  private static void checkPublishing(Recipe recipe, BiConsumer<Place, String> problems) {
    if (!recipe.output().kafka().isOn()) {
      return;
    }
    Place place = Place.option("output.kafka");
    if (!recipe.windows().isOn()) {
      problems.accept(place, "only windows are published; add 'windows: {size: 1h}'");
    }
    if (Stages.isImageRun(recipe)) {
      problems.accept(place, "image-text pairs cannot be published; remove it");
    }
  }

  private static void checkNoLoop(
      Recipe.Input input,
      KafkaInput kafka,
      KafkaOutput output,
      BiConsumer<Place, String> problems) {
    for (String topic : output.topics()) {
      if (kafka.bootstrap().equals(output.bootstrap())
          && (topic.equals(kafka.topic()) || topic.equals(kafka.deadLetterTopic()))) {
        problems.accept(
            input.place(), "input 'kafka' has topic " + topic + ", which output.kafka writes to");
      }
    }
  }

  /** No stage judges a rephrased text, so all others must come first. */
  private static void checkRephraseIsLast(Recipe recipe, BiConsumer<Place, String> problems) {
    List<Recipe.Stage> stages = recipe.stages();
    for (int i = 0; i + 1 < stages.size(); i++) {
      if (stages.get(i).name().equals(Stages.REPHRASE)) {
        problems.accept(
            stages.get(i + 1).place(),
            "stage '" + stages.get(i + 1).name() + "' follows 'rephrase', which must be the last");
      }
    }
  }

  /**
   * Checks that the {@code quality} of {@code rephrase} is a signal of the recipe.
   *
   * @throws ConfigException at the stage when it is not
   */
  static void checkQuality(Recipe recipe, List<String> signals) {
    for (Recipe.Stage stage : recipe.stages()) {
      if (stage.settings() instanceof RephraseSettings settings
          && !settings.quality().isEmpty()
          && !signals.contains(settings.quality())) {
        throw new ConfigException(
            stage.place(),
            "stage 'rephrase': quality is '"
                + settings.quality()
                + "'; no stage has that signal, there are "
                + String.join(", ", signals));
      }
    }
  }

  private static boolean blocksNothing(UrlFilterSettings settings) {
    return settings.lists().isEmpty()
        && settings.domains().isEmpty()
        && settings.urls().isEmpty()
        && settings.words().isEmpty();
  }

  private static void checkOrder(Recipe recipe, BiConsumer<Place, String> problems) {
    List<String> names = recipe.stages().stream().map(Recipe.Stage::name).toList();
    int extract = names.indexOf(Stages.EXTRACT);
    if (!readsPages(recipe) || Stages.isImageRun(recipe)) {
      return;
    }
    for (int i = 0; i < extract; i++) {
      if (!WITHOUT_TEXT.contains(names.get(i))) {
        problems.accept(
            recipe.stages().get(i).place(),
            "stage '" + names.get(i) + "' needs the text; list 'extract' before it");
      }
    }
  }

  /** Whether some input has, or may have, pages whose text must be extracted. */
  static boolean readsPages(Recipe recipe) {
    return recipe.inputs().stream()
        .map(Recipe.Input::kind)
        .anyMatch(kind -> kind.equals(InputKind.WARC.key()) || kind.equals(Stages.KAFKA));
  }

  private static void checkModel(
      Recipe.Stage stage,
      String setting,
      String model,
      Set<String> named,
      List<ConfigError> missing) {
    if (!named.contains(model) && !Files.isRegularFile(Path.of(model))) {
      missing.add(
          ConfigError.at(
              stage.place(),
              "stage '"
                  + stage.name()
                  + "': "
                  + setting
                  + " is '"
                  + model
                  + "'; there is no such file and no model of that name"));
    }
  }

  private static void checkTokenizer(
      Recipe.Stage stage, String tokenizer, List<ConfigError> missing) {
    try (TokenCounter works = TokenCounter.of(tokenizer)) {
      works.count("a");
    } catch (IOException wrong) {
      missing.add(
          ConfigError.at(
              stage.place(), "stage '" + stage.name() + "': tokenizer: " + wrong.getMessage()));
    }
  }

  /**
   * Checks that models given by path exist, and that tokenisers load.
   *
   * @throws ConfigException with all that do not
   */
  static void checkModelFiles(Recipe recipe, Set<String> named) {
    List<ConfigError> missing = new ArrayList<>();
    for (Recipe.Stage stage : recipe.stages()) {
      if (stage.settings() instanceof LanguageSettings settings) {
        checkModel(stage, "model", settings.model(), named, missing);
      }
      if (stage.settings() instanceof RephraseSettings settings) {
        if (settings.isLocal()) {
          checkModel(stage, "model", settings.model(), named, missing);
        }
        checkTokenizer(stage, settings.tokenizer(), missing);
        if (!settings.languageModel().isEmpty()) {
          checkModel(stage, "language_model", settings.languageModel(), named, missing);
        }
      }
    }
    for (Map.Entry<String, String> model : recipe.models().entrySet()) {
      if (!Files.isRegularFile(Path.of(model.getValue()))) {
        String setting = "models." + model.getKey();
        missing.add(
            ConfigError.at(
                Place.option(setting), "it is '" + model.getValue() + "'; there is no such file"));
      }
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(missing);
    }
  }
}
