package io.millrace.pipelines.chain;

import io.millrace.api.Rule;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.models.ModelCatalog;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.ExactDedupSettings;
import io.millrace.dedup.Mark;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.TextKey;
import io.millrace.dedup.UrlDedupSettings;
import io.millrace.dedup.UrlKey;
import io.millrace.dedup.index.DuplicateIndex;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.formats.DocumentExtractor;
import io.millrace.filters.c4.C4Cleaner;
import io.millrace.filters.c4.C4Filter;
import io.millrace.filters.c4.C4Settings;
import io.millrace.filters.culturax.CulturaxFilter;
import io.millrace.filters.culturax.CulturaxSettings;
import io.millrace.filters.decontaminate.DecontaminateFilter;
import io.millrace.filters.decontaminate.DecontaminateSettings;
import io.millrace.filters.fineweb.FineWebFilter;
import io.millrace.filters.fineweb.FineWebSettings;
import io.millrace.filters.gopher.GopherQualityFilter;
import io.millrace.filters.gopher.GopherQualitySettings;
import io.millrace.filters.gopher.GopherRepetitionFilter;
import io.millrace.filters.gopher.GopherRepetitionSettings;
import io.millrace.filters.lineclean.LineCleanSettings;
import io.millrace.filters.lineclean.LineCleaner;
import io.millrace.filters.pii.PiiCleaner;
import io.millrace.filters.pii.PiiSettings;
import io.millrace.filters.stopwords.StopWords;
import io.millrace.filters.url.UrlFilter;
import io.millrace.filters.url.UrlFilterSettings;
import io.millrace.langid.LanguageSettings;
import io.millrace.pipelines.calibrate.Calibration;
import io.millrace.pipelines.plugin.PluginStage;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.StageCatalog;
import io.millrace.pipelines.recipe.VerdictSignals;
import io.millrace.pipelines.step.CleanerStep;
import io.millrace.pipelines.step.ExtractStep;
import io.millrace.pipelines.step.FilterStep;
import io.millrace.pipelines.step.IndexStep;
import io.millrace.pipelines.step.LanguageStep;
import io.millrace.pipelines.step.MarkStep;
import io.millrace.pipelines.step.PiiDropStep;
import io.millrace.pipelines.step.RephraseStep;
import io.millrace.pipelines.step.SequenceStep;
import io.millrace.pipelines.step.Step;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The registry of stages: name in recipes, settings, and the step that is built from them. */
public final class Stages {

  /** Kind of the input that is a stream. */
  public static final String KAFKA = "kafka";

  public static final String EXTRACT = "extract";
  public static final String PII = "pii";
  public static final String REPHRASE = "rephrase";
  public static final String DEDUP_MINHASH = "dedup-minhash";
  public static final String IMAGE_FETCH = "image-fetch";
  public static final String IMAGE_DEDUP = "image-dedup";
  public static final String IMAGE_SCORE = "image-score";

  /** Name of the signal of {@code image-score}. */
  public static final String SCORE_SIGNAL = IMAGE_SCORE + ".score";

  /** Prefix of the names of all stages for image-text pairs. */
  private static final String IMAGE = "image-";

  /** Name of the default language model. */
  public static final String LANGUAGE_MODEL = "lid.176";

  private static final Set<String> NAMED_MODELS =
      Set.of(
          LANGUAGE_MODEL,
          ModelCatalog.OPENNLP_LANGDETECT,
          ModelCatalog.SMOLLM2,
          ModelCatalog.GEMMA3,
          ModelCatalog.QWEN_0_5B,
          ModelCatalog.QWEN_1_5B);

  private static final Map<String, StageEntry<?>> ENTRIES = entries();

  private Stages() {}

  private static Map<String, StageEntry<?>> entries() {
    StageList all = new StageList(new LinkedHashMap<>());
    addExtraction(all);
    addFilters(all);
    addRest(all);
    ImageStages.add(all);
    return all.entries();
  }

  /** Built-in stages by name, in order. */
  record StageList(Map<String, StageEntry<?>> entries) {

    <S extends Record> void decides(
        String name, String summary, Class<S> settings, StageEntry.Factory<S> factory) {
      entries.put(name, new StageEntry<>(summary, settings, false, factory));
    }

    <S extends Record> void compares(
        String name, String summary, Class<S> settings, StageEntry.Factory<S> factory) {
      entries.put(name, new StageEntry<>(summary, settings, true, factory));
    }
  }

  private static void addExtraction(StageList all) {
    all.decides(
        EXTRACT,
        "Takes the main text out of pages: HTML, PDF, office formats.",
        ExtractSettings.class,
        (settings, resources) -> new ExtractStep(new DocumentExtractor(settings)));
    all.decides(
        "url-filter",
        "Drops documents whose URL is on a block list or has a blocked word.",
        UrlFilterSettings.class,
        (settings, resources) -> new FilterStep(new UrlFilter(settings)));
    all.decides(
        "langid",
        "Names the language by a fastText model; drops unwanted and doubtful ones.",
        LanguageSettings.class,
        (settings, resources) ->
            new LanguageStep(
                settings,
                Path.of(resources.models().getOrDefault(settings.model(), settings.model()))));
    all.decides(
        "line-clean",
        "Removes cookie notices, JavaScript and short lines at the end.",
        LineCleanSettings.class,
        (settings, resources) ->
            new CleanerStep(new LineCleaner(settings), DropReason.NO_LINES_LEFT, List.of()));
  }

  private static void addFilters(StageList all) {
    all.decides(
        "gopher-repetition",
        "Drops documents that repeat lines, paragraphs or word n-grams.",
        GopherRepetitionSettings.class,
        (settings, resources) -> new FilterStep(new GopherRepetitionFilter(settings)));
    all.decides(
        "gopher-quality",
        "Drops documents by word counts, word lengths, symbols and stop words.",
        GopherQualitySettings.class,
        (settings, resources) -> new FilterStep(gopherQuality(settings)));
    all.decides(
        "c4",
        "Removes lines as C4 does, and drops code and placeholder text.",
        C4Settings.class,
        (settings, resources) ->
            new SequenceStep(
                new CleanerStep(
                    new C4Cleaner(settings), DropReason.C4_TOO_FEW_SENTENCES, List.of()),
                new FilterStep(new C4Filter(settings))));
    all.decides(
        "fineweb",
        "Drops documents by FineWeb's line rules.",
        FineWebSettings.class,
        (settings, resources) -> new FilterStep(new FineWebFilter(settings)));
    all.decides(
        "culturax",
        "Drops documents by CulturaX's metrics, with thresholds by language.",
        CulturaxSettings.class,
        (settings, resources) -> new FilterStep(culturax(settings)));
  }

  private static void addRest(StageList all) {
    all.decides(
        PII,
        "Masks e-mail and IP addresses, phone numbers and IBANs, or drops documents.",
        PiiSettings.class,
        (settings, resources) ->
            settings.action() == PiiSettings.Action.DROP
                ? PiiDropStep.of(settings)
                : new CleanerStep(new PiiCleaner(settings), DropReason.PERSONAL_DATA, List.of()));
    all.compares(
        "dedup-url",
        "Drops documents whose URL an earlier document has.",
        UrlDedupSettings.class,
        Stages::urlMarks);
    all.compares(
        "dedup-exact",
        "Drops documents whose text an earlier document has.",
        ExactDedupSettings.class,
        Stages::textMarks);
    all.compares(
        DEDUP_MINHASH,
        "Drops near duplicates, found by MinHash and locality-sensitive hashing.",
        MinHashSettings.class,
        Stages::bandMarks);
    all.decides(
        "decontaminate",
        "Drops documents that share n-grams with evaluation sets.",
        DecontaminateSettings.class,
        (settings, resources) -> new FilterStep(new DecontaminateFilter(settings)));
    all.decides(
        REPHRASE,
        "Rewrites kept documents by a language model, with checks of each answer.",
        RephraseSettings.class,
        (settings, resources) -> RephraseStep.of(settings));
  }

  private static Step urlMarks(UrlDedupSettings settings, ChainResources resources) {
    UrlKey keys = new UrlKey(settings);
    return new MarkStep(
        (id, time, document) ->
            keys.of(document.document().url())
                .ifPresent(key -> resources.marks().add(Mark.URL, key, time, id)));
  }

  private static Step textMarks(ExactDedupSettings settings, ChainResources resources) {
    TextKey keys = new TextKey(settings);
    return new MarkStep(
        (id, time, document) ->
            keys.of(document.document().text())
                .ifPresent(key -> resources.marks().add(Mark.TEXT, key, time, id)));
  }

  private static Step bandMarks(MinHashSettings settings, ChainResources resources)
      throws IOException {
    BandKeys keys = new BandKeys(settings);
    MarkStep marks =
        new MarkStep(
            (id, time, document) ->
                keys.mark(
                    id,
                    time,
                    document.analysis().foldedWordHashes(),
                    document.analysis().words(),
                    resources.marks()));
    return settings.index().isEmpty()
        ? marks
        : new IndexStep(settings, DuplicateIndex.open(Path.of(settings.index()), settings), marks);
  }

  private static CulturaxFilter culturax(CulturaxSettings settings) throws IOException {
    StopWords bundled = StopWords.inTheBox();
    if (settings.calibration().isEmpty()) {
      return new CulturaxFilter(settings, bundled);
    }
    Calibration learnt = Calibration.read(Path.of(settings.calibration()));
    return new CulturaxFilter(
        settings.withThresholds(learnt.perLanguage()),
        bundled.or(StopWords.of(learnt.stopWords())));
  }

  private static GopherQualityFilter gopherQuality(GopherQualitySettings settings)
      throws IOException {
    StopWords bundled = GopherQualityFilter.defaultStopWords();
    if (settings.calibration().isEmpty()) {
      return new GopherQualityFilter(settings, bundled);
    }
    Calibration learnt = Calibration.read(Path.of(settings.calibration()));
    return new GopherQualityFilter(settings, bundled.or(StopWords.of(learnt.stopWords())));
  }

  private static StageEntry<?> entry(String name) {
    StageEntry<?> builtIn = ENTRIES.get(name);
    return builtIn != null ? builtIn : entry(Plugins.current().stages().get(name));
  }

  private static <S extends Record> StageEntry<S> entry(PluginStage<S> plugin) {
    return new StageEntry<>(
        plugin.summary(),
        plugin.settings(),
        false,
        (settings, resources) -> new FilterStep(plugin.filter(settings)));
  }

  /** Names in the usual order of a recipe. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(ENTRIES.keySet());
    names.addAll(Plugins.current().stages().keySet());
    return names;
  }

  public static Class<? extends Record> settings(String name) {
    return entry(name).settings();
  }

  /** The settings of a stage in a recipe; the defaults if the recipe does not list it. */
  public static Record settings(Recipe recipe, String name) {
    return recipe.stages().stream()
        .filter(stage -> stage.name().equals(name))
        .map(Recipe.Stage::settings)
        .findFirst()
        .orElseGet(() -> SettingsBinder.defaults(settings(name)));
  }

  public static String summary(String name) {
    return entry(name).summary();
  }

  /** Whether a stage works only on image-text pairs. */
  public static boolean isForImages(String name) {
    return name.startsWith(IMAGE);
  }

  public static boolean comparesDocuments(String name) {
    return entry(name).comparesDocuments();
  }

  /** Whether the records of a recipe are image-text pairs. */
  public static boolean isImageRun(Recipe recipe) {
    return recipe.stages().stream().anyMatch(stage -> isForImages(stage.name()));
  }

  /** All names of stages, inputs and models that recipes can use. */
  public static StageCatalog catalog() {
    Map<String, Class<? extends Record>> stages = new LinkedHashMap<>();
    names().forEach(name -> stages.put(name, settings(name)));
    Map<String, Class<? extends Record>> inputs = new LinkedHashMap<>();
    for (InputKind kind : InputKind.values()) {
      inputs.put(kind.key(), InputSettings.class);
    }
    inputs.put(KAFKA, KafkaInput.class);
    return new StageCatalog(stages, inputs, NAMED_MODELS, StageRules::check);
  }

  /**
   * Checks that models given by path exist; those given by name are found elsewhere.
   *
   * @throws ConfigException with all that do not
   */
  public static void checkModelFiles(Recipe recipe) {
    StageRules.checkModelFiles(recipe, NAMED_MODELS);
  }

  /** Names of the models that the stages of a recipe need. */
  public static SortedSet<String> modelsOf(Recipe recipe) {
    SortedSet<String> models = new TreeSet<>();
    for (Recipe.Stage stage : recipe.stages()) {
      if (stage.settings() instanceof LanguageSettings language) {
        models.add(language.model());
      }
      if (stage.settings() instanceof RephraseSettings rephrase
          && !rephrase.languageModel().isEmpty()) {
        models.add(rephrase.languageModel());
      }
      if (stage.settings() instanceof RephraseSettings rephrase
          && !rephrase.tokenizer().isEmpty()) {
        models.add(rephrase.tokenizer());
      }
    }
    return models;
  }

  /**
   * Names of the LLMs that run on this machine. A run continues without one that is not available.
   */
  public static SortedSet<String> generatorsOf(Recipe recipe) {
    SortedSet<String> models = new TreeSet<>();
    for (Recipe.Stage stage : recipe.stages()) {
      if (stage.settings() instanceof RephraseSettings rephrase && rephrase.isLocal()) {
        models.add(rephrase.model());
      }
    }
    return models;
  }

  /**
   * Builds the chain of a recipe. Pages are always extracted: {@code extract} is added at the
   * start, with its defaults, if the recipe does not list it. Lists and other files are loaded
   * here, models by {@link DocumentChain#prepare}.
   *
   * @throws ConfigException at the stage whose file cannot be used
   */
  public static DocumentChain chain(Recipe recipe, ChainResources resources) {
    DocumentChain.Builder chain = new DocumentChain.Builder();
    for (Recipe.Stage stage : withExtract(recipe)) {
      StageEntry<?> entry = entry(stage.name());
      chain.add(stage.name(), step(stage, entry, resources), entry.comparesDocuments());
    }
    DocumentChain built = chain.build(recipe.verdictSignals() == VerdictSignals.ALL);
    StageRules.checkQuality(recipe, built.signals());
    return built;
  }

  /**
   * The rules of one stage; loads no models.
   *
   * @throws ConfigException when a file that the stage names cannot be used
   */
  public static List<Rule> rules(Recipe recipe, Recipe.Stage stage) {
    if (stage.settings() instanceof RephraseSettings) {
      return List.of(); // it has none; its styles are slow to read, or may be missing
    }
    ChainResources resources = ChainResources.withoutMarks(recipe, Collections.emptySortedMap());
    return step(stage, entry(stage.name()), resources).rules();
  }

  private static Step step(Recipe.Stage stage, StageEntry<?> entry, ChainResources resources) {
    try {
      return entry.build(stage.settings(), resources);
    } catch (IllegalArgumentException | IOException | UncheckedIOException wrong) {
      throw new ConfigException(
          stage.place(), "stage '" + stage.name() + "': " + wrong.getMessage());
    }
  }

  /** The stages of a recipe in order, with {@code extract} if it is added. */
  public static List<Recipe.Stage> withExtract(Recipe recipe) {
    List<Recipe.Stage> stages = new ArrayList<>(recipe.stages());
    boolean listed = stages.stream().anyMatch(stage -> stage.name().equals(EXTRACT));
    if (!listed && StageRules.readsPages(recipe) && !isImageRun(recipe)) {
      stages.add(0, new Recipe.Stage(EXTRACT, ExtractSettings.defaults(), Place.option(EXTRACT)));
    }
    return stages;
  }
}
