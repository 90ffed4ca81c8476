package io.millrace.pipelines.flow;

import io.millrace.api.PerLanguage;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.dedup.DuplicateFinder;
import io.millrace.dedup.MarkPartitions;
import io.millrace.dedup.MinHashSettings;
import io.millrace.images.hash.ImageDedupSettings;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.PiiFields;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.plan.InputSample;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.shard.ImageJob;
import io.millrace.pipelines.shard.Mixer;
import io.millrace.pipelines.shard.RephraseJob;
import io.millrace.pipelines.shard.ShardPlan;
import io.millrace.pipelines.step.image.ImageScoreSettings;
import io.millrace.pipelines.step.image.PageOptOut;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What workers need to know of a run, serializable: the recipe as text, and addresses. Each worker
 * builds its chain, readers and writers from it.
 *
 * @param recipeJson the recipe with every default filled in, and with its secrets
 * @param models local files of models by name
 * @param plugins hashes of the plugins' jars by file name, for manifests of windows
 * @param output address of the output directory
 * @param partitions number of partitions of the marks; the output does not depend on it
 * @param temporary local folder for temporary files
 * @param sortMemory bytes a writer may hold while it sorts; the output does not depend on it
 * @param workers parallel workers; the output does not depend on it
 * @param sample which records are taken
 * @param claim of the run to its output
 */
public record MillPlan(
    String recipeJson,
    SortedMap<String, String> models,
    SortedMap<String, String> plugins,
    String output,
    int partitions,
    String temporary,
    long sortMemory,
    int workers,
    SampleFilter sample,
    Claim claim)
    implements Serializable {

  /** Bytes of documents that a writer holds in memory while it sorts a shard. */
  private static final long SORT_MEMORY = 48L << 20;

  /** A plan for all records, with the plugins of this process; the output is not claimed. */
  public MillPlan(
      String recipeJson,
      SortedMap<String, String> models,
      String output,
      int partitions,
      String temporary,
      long sortMemory,
      int workers) {
    this(
        recipeJson,
        models,
        new TreeMap<>(Plugins.current().hashes()),
        output,
        partitions,
        temporary,
        sortMemory,
        workers,
        SampleFilter.ALL,
        Claim.NONE);
  }

  /**
   * The plan of a run or a stream; the output is not claimed.
   *
   * @param partitions number of partitions of the marks
   */
  public static MillPlan of(RunRequest request, int partitions) {
    SortedMap<String, String> models = new TreeMap<>();
    request.models().forEach((name, file) -> models.put(name, file.path()));
    return new MillPlan(
        request.recipe().jsonWithSecrets(),
        models,
        request.output(),
        partitions,
        request.engine().temporary().toString(),
        SORT_MEMORY,
        request.engine().parallelism());
  }

  public MillPlan withSample(SampleFilter newSample) {
    return new MillPlan(
        recipeJson,
        models,
        plugins,
        output,
        partitions,
        temporary,
        sortMemory,
        workers,
        newSample,
        claim);
  }

  public MillPlan withClaim(Claim newClaim) {
    return new MillPlan(
        recipeJson,
        models,
        plugins,
        output,
        partitions,
        temporary,
        sortMemory,
        workers,
        sample,
        newClaim);
  }

  /** The last recipe that was parsed: every worker of the process asks for it many times. */
  private static volatile Read lastRead = new Read("", null, null);

  private record Read(String json, Plugins plugins, Recipe recipe) {}

  public Recipe recipe() {
    Read last = lastRead;
    Plugins current = Plugins.current();
    if (!last.json.equals(recipeJson) || last.plugins != current) {
      Recipe recipe =
          new RecipeReader(Stages.catalog()).read(recipeJson, "recipe", Overrides.none());
      last = new Read(recipeJson, current, recipe);
      lastRead = last;
    }
    return last.recipe;
  }

  /** Leaves out the recipe, which has secrets. */
  @Override
  public String toString() {
    return "MillPlan[" + output + "]";
  }

  public List<RecordReader> readers() {
    List<RecordReader> readers = new ArrayList<>();
    for (Recipe.Input input : recipe().inputs()) {
      readers.add(RecordReaders.of(InputKind.of(input.kind()), InputSample.files(input)));
    }
    return readers;
  }

  /** The chain; its stages that compare documents write to {@code marks}. */
  public DocumentChain chain(MarkPartitions marks) {
    return Stages.chain(recipe(), new ChainResources(models, marks));
  }

  public MinHashSettings minHashSettings() {
    return recipe()
        .stage(Stages.DEDUP_MINHASH, MinHashSettings.class)
        .orElseGet(MinHashSettings::defaults);
  }

  /**
   * Bytes of a sketch in every mark block of the run; 0 when the recipe has no near-duplicate
   * stage.
   */
  public int sketchLength() {
    return ChainResources.sketchLength(recipe());
  }

  public ImagePlan images() {
    Recipe recipe = recipe();
    return ImagePlan.of(recipe, recipe.stages().stream().map(Recipe.Stage::name).toList());
  }

  public FetchSettings fetchSettings() {
    return recipe()
        .stage(Stages.IMAGE_FETCH, FetchSettings.class)
        .orElseGet(FetchSettings::defaults);
  }

  public WindowTimes windows() {
    return WindowTimes.of(recipe().windows());
  }

  /** True when some stage compares documents. */
  public boolean comparesDocuments() {
    return recipe().stages().stream().anyMatch(stage -> Stages.comparesDocuments(stage.name()))
        || keepShare().isPresent();
  }

  /** Share of the pairs of a language that {@code image-score} keeps, if not all. */
  Optional<PerLanguage> keepShare() {
    return recipe()
        .stage(Stages.IMAGE_SCORE, ImageScoreSettings.class)
        .filter(ImageScoreSettings::comparesPairs)
        .map(ImageScoreSettings::keepShare);
  }

  /** Key of the counts of scores: the first that is no partition of marks. */
  int scorePartition() {
    return partitions;
  }

  /**
   * The plan of the shard writers. They get the names of the chain instead of the chain, which
   * would load block lists and evaluation sets once more on every worker.
   *
   * @param stages names of the chain's stages by place
   * @param signals names of the chain's signals by place
   */
  public ShardPlan shardPlan(List<String> stages, List<String> signals) throws IOException {
    Recipe recipe = recipe();
    return new ShardPlan(
        output,
        recipe.output().shards(),
        recipe.output().format(),
        recipe.output().compressionLevel(),
        new Mixer(recipe.output().mix().languages(), recipe.output().mix().sources()),
        stages,
        signals,
        similarityThreshold(),
        temporaryFolder(),
        sortMemory,
        recipe
            .stage(Stages.REPHRASE, RephraseSettings.class)
            .map(settings -> RephraseJob.of(settings, models, signals)),
        Stages.isImageRun(recipe)
            ? Optional.of(imageJob(recipe, stages, signals))
            : Optional.empty(),
        PiiFields.masks(recipe),
        recipe.windows().isOn(),
        claim);
  }

  private ImageJob imageJob(Recipe recipe, List<String> stages, List<String> signals) {
    ImageDedupSettings dedup =
        recipe
            .stage(Stages.IMAGE_DEDUP, ImageDedupSettings.class)
            .orElseGet(ImageDedupSettings::defaults);
    return new ImageJob(
        stages.indexOf(Stages.IMAGE_DEDUP),
        dedup.maxPages(),
        dedup.maxSameCaption(),
        stages.indexOf(Stages.IMAGE_SCORE),
        signals.indexOf(Stages.SCORE_SIGNAL),
        new PageOptOut(fetchSettings()),
        stages.indexOf(Stages.IMAGE_FETCH),
        recipe.output().webdataset());
  }

  /** Lowest similarity of near duplicates. */
  private double similarityThreshold() {
    return imageDedup()
        .map(settings -> 1 - settings.distance() / (double) Long.SIZE)
        .orElseGet(() -> minHashSettings().threshold());
  }

  private Optional<ImageDedupSettings> imageDedup() {
    return recipe().stage(Stages.IMAGE_DEDUP, ImageDedupSettings.class);
  }

  /** Opens finders of duplicates, one for the marks of each partition. */
  @FunctionalInterface
  interface DuplicateFinders {
    DuplicateFinder open();
  }

  /** Parses the recipe: call it once per worker, not per partition. */
  DuplicateFinders duplicateFinders() throws IOException {
    Path folder = temporaryFolder();
    Optional<ImageDedupSettings> images = imageDedup();
    if (images.isPresent()) {
      ImageDedupSettings near = images.get();
      return () ->
          DuplicateFinder.ofHashes(
              near.leaders(),
              near.distance(),
              near.gradientDistance(),
              DuplicateFinder.DEFAULT_MEMORY,
              folder);
    }
    MinHashSettings settings = minHashSettings();
    int sketchLength = sketchLength();
    return () ->
        new DuplicateFinder(settings, sketchLength, DuplicateFinder.DEFAULT_MEMORY, folder);
  }

  public Path temporaryFolder() throws IOException {
    return Files.createDirectories(Path.of(temporary));
  }
}
