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
 * Opens and shares what the rephrasers of a process need: the model (servers, or child processes on
 * this machine), the cache and the budget. Thread-safe.
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
   * Opens the cache, the budget and the clients of the settings. Loads no model and calls no server
   * before the first request.
   *
   * @param modelFile GGUF file for a model on this machine; without it only the cache answers, and
   *     other requests fail as {@code UNAVAILABLE}
   * @param folder default place of cache and budget; created when missing
   * @throws IllegalArgumentException if the settings are inconsistent or a key is missing
   * @throws io.millrace.rephrase.store.StoreException if the cache or the budget cannot be opened
   * @throws IOException if the folder cannot be created or the tokeniser cannot be read
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

  /** Address of the cache, with secrets. */
  public static String cacheUrl(RephraseSettings settings, Path folder) {
    return settings.cache().isEmpty()
        ? "sqlite:" + folder.resolve(CACHE_FILE)
        : settings.cache().reveal();
  }

  /** Address of the budget, with secrets. */
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
   * Creates a rephraser.
   *
   * @param styles in addition to those of the folder in the settings
   * @throws IOException if the folder of prompts cannot be read
   */
  public Rephraser rephraser(LanguageGuesser identifier, PromptLibrary styles) throws IOException {
    return Rephraser.of(settings, metered, identifier, tokens, styles);
  }

  public RephraseSettings settings() {
    return settings;
  }

  /** Counts of all calls so far. */
  public CallCounts counts() {
    return metered.counts();
  }

  /** State of the budget; empty without limits. */
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

  /** A model that is not available. */
  private static final class NoModel implements Generator {
    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request) {
      return CompletableFuture.failedFuture(
          new GenerationException(
              GenerationException.Kind.UNAVAILABLE,
              "model '" + request.model() + "' is not available",
              null));
    }

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
      // no attempt is made, so nothing is reserved or counted
      return generate(request);
    }

    @Override
    public void close() {}
  }
}
