package io.millrace.rephrase.document;

import io.millrace.rephrase.budget.Budget;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.CallCounts;
import io.millrace.rephrase.budget.MeteredGenerator;
import io.millrace.rephrase.budget.TokenBound;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Generator;
import io.millrace.rephrase.generate.Meter;
import io.millrace.rephrase.generate.OpenAiGenerator;
import io.millrace.rephrase.generate.Scheduler;
import io.millrace.rephrase.generate.TimeLimited;
import io.millrace.rephrase.local.LlamaGenerator;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What rephrasers of one process share: the model (servers, or child processes on this machine),
 * the cache and the budget. Safe for use by several threads.
 */
public final class RephraseService implements AutoCloseable {

  private static final String CACHE_FILE = "completions.sqlite";
  private static final String BUDGET_FILE = "budget.sqlite";

  private final RephraseSettings settings;
  private final Generator generator;
  private final CompletionCache cache;
  private final Optional<Budget> budget;
  private final MeteredGenerator metered;
  private final TokenCounter tokens;

  private RephraseService(
      RephraseSettings settings,
      TokenCounter tokens,
      Generator generator,
      CompletionCache cache,
      Optional<Budget> budget) {
    this.tokens = tokens;
    this.settings = settings;
    this.generator = generator;
    this.cache = cache;
    this.budget = budget;
    this.metered =
        new MeteredGenerator(
            generator,
            cache,
            budget,
            settings.budget().pricesOf(settings.models()),
            settings.tokenizer().isEmpty() ? TokenBound.BYTES : TokenBound.by(tokens));
  }

  /**
   * Opens what the settings name. No model is loaded and no server asked before the first request.
   *
   * @param modelFile GGUF file of the model for a model on this machine; without one only what the
   *     cache knows is answered, and the rest refused as {@code UNAVAILABLE}
   * @param folder where cache and budget are when the settings do not say; made when it is missing
   * @throws IllegalArgumentException if the settings do not fit each other or a key is missing
   * @throws io.millrace.rephrase.store.StoreException if the cache or the budget cannot be opened
   * @throws IOException if the folder cannot be made or the tokeniser not be read
   */
  public static RephraseService open(
      RephraseSettings settings, Optional<Path> modelFile, Path folder) throws IOException {
    settings.budget().pricesOf(settings.models());
    Files.createDirectories(folder);
    TokenCounter tokens = TokenCounter.of(settings.tokenizer());
    Generator generator = null;
    CompletionCache cache = null;
    try {
      generator = generator(settings, modelFile);
      cache = CompletionCache.open(cacheUrl(settings, folder));
      Optional<Budget> budget =
          settings.budget().limits()
              ? Optional.of(Budget.open(budgetUrl(settings, folder), settings.budget()))
              : Optional.empty();
      return new RephraseService(settings, tokens, generator, cache, budget);
    } catch (RuntimeException failed) {
      tokens.close();
      if (generator != null) {
        generator.close();
      }
      if (cache != null) {
        cache.close();
      }
      throw failed;
    }
  }

  /** Where completions are kept, with secrets. */
  public static String cacheUrl(RephraseSettings settings, Path folder) {
    return settings.cache().isEmpty()
        ? "sqlite:" + folder.resolve(CACHE_FILE)
        : settings.cache().reveal();
  }

  /** Where it is kept what was spent, with secrets. */
  public static String budgetUrl(RephraseSettings settings, Path folder) {
    return settings.budgetStore().isEmpty()
        ? "sqlite:" + folder.resolve(BUDGET_FILE)
        : settings.budgetStore().reveal();
  }

  private static Generator generator(RephraseSettings settings, Optional<Path> modelFile) {
    Generator model = model(settings, modelFile);
    return settings.limitsTime()
        ? new TimeLimited(model, settings.maxSeconds(), Scheduler.system())
        : model;
  }

  private static Generator model(RephraseSettings settings, Optional<Path> modelFile) {
    if (!settings.isLocal()) {
      return OpenAiGenerator.open(settings.server());
    }
    return modelFile.isPresent()
        ? LlamaGenerator.of(settings.model(), modelFile.get(), settings.local())
        : new NoModel();
  }

  /**
   * A rephraser by this service, with the styles in the box and those of the user's folder.
   *
   * @throws IOException if the folder of prompts cannot be read
   */
  public Rephraser rephraser(LanguageGuesser identifier) throws IOException {
    return rephraser(identifier, PromptLibrary.inTheBox());
  }

  /**
   * A rephraser by this service.
   *
   * @param styles beside those of the user's folder
   * @throws IOException if the folder of prompts cannot be read
   */
  public Rephraser rephraser(LanguageGuesser identifier, PromptLibrary styles) throws IOException {
    return Rephraser.of(settings, metered, identifier, tokens, styles);
  }

  public RephraseSettings settings() {
    return settings;
  }

  /** What was asked through this service so far. */
  public CallCounts counts() {
    return metered.counts();
  }

  /** Where the budget stands; empty when nothing is limited. */
  public Optional<BudgetState> budget() {
    return budget.map(Budget::state);
  }

  @Override
  public void close() {
    generator.close();
    cache.close();
    budget.ifPresent(Budget::close);
    tokens.close();
  }

  /** Stands for a model that is not to be had. */
  private static final class NoModel implements Generator {
    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request) {
      return CompletableFuture.failedFuture(
          new GenerationException(
              GenerationException.Kind.UNAVAILABLE,
              "model '" + request.model() + "' is not to be had",
              null));
    }

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
      // nothing is tried, so nothing is reserved or counted
      return generate(request);
    }

    @Override
    public void close() {}
  }
}
