package io.millrace.rephrase.document;

import io.millrace.corpus.Document;
import io.millrace.corpus.Origin;
import io.millrace.rephrase.budget.CallOutcome;
import io.millrace.rephrase.budget.MeteredGenerator;
import io.millrace.rephrase.chunk.ChunkSettings;
import io.millrace.rephrase.chunk.Chunker;
import io.millrace.rephrase.chunk.Passage;
import io.millrace.rephrase.chunk.PassageMerger;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.prompt.Prompt;
import io.millrace.rephrase.prompt.PromptLibrary;
import io.millrace.rephrase.prompt.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rephrases documents: cuts them into passages, asks a model for each, reads and checks the
 * answers, and joins the good ones in the order of the document.
 *
 * <p>All passages of all open documents are asked concurrently; the generator limits the requests
 * to a server. The result depends only on the document, the choice, the settings and the
 * completions, not on the order of the answers. Thread-safe if the language identifier is.
 */
public final class Rephraser {

  /** Top-p of answers after a greedy one. */
  private static final double RETRY_TOP_P = .9;

  private final RephraseSettings settings;
  private final MeteredGenerator generator;
  private final PromptLibrary prompts;
  private final TokenCounter tokens;
  private final AnswerCheck check;
  private final Verifier verifier;
  private final RephrasePolicy policy;
  private final Map<Integer, Chunker> chunkers = new ConcurrentHashMap<>();

  private Rephraser(
      RephraseSettings settings,
      MeteredGenerator generator,
      LanguageGuesser identifier,
      TokenCounter tokens,
      PromptLibrary prompts) {
    this.settings = settings;
    this.generator = generator;
    this.prompts = prompts;
    this.tokens = tokens;
    this.check = new AnswerCheck(Gates.of(settings.gates(), identifier), tokens);
    this.verifier = new Verifier(settings.verify(), generator);
    this.policy = new SharePolicy(settings);
  }

  /**
   * Creates a rephraser.
   *
   * @param styles in addition to those of the folder in the settings
   * @throws IllegalArgumentException if a style is unknown
   * @throws IOException if the folder of prompts cannot be read
   */
  public static Rephraser of(
      RephraseSettings settings,
      MeteredGenerator generator,
      LanguageGuesser identifier,
      TokenCounter tokens,
      PromptLibrary styles)
      throws IOException {
    return new Rephraser(settings, generator, identifier, tokens, prompts(settings, styles));
  }

  /**
   * The styles that the settings can name.
   *
   * @param styles bundled ones and those of plugins, to which those of the folder in the settings
   *     are added
   * @throws IllegalArgumentException if the settings name an unknown style
   * @throws io.millrace.corpus.config.ConfigException if a file of the folder is invalid
   * @throws IOException if the folder cannot be read
   */
  public static PromptLibrary prompts(RephraseSettings settings, PromptLibrary styles)
      throws IOException {
    PromptLibrary library =
        settings.prompts().isEmpty() ? styles : styles.with(Path.of(settings.prompts()));
    settings.styles().forEach(library::style);
    settings.routes().forEach(route -> route.styles().forEach(library::style));
    return library;
  }

  /** The policy of the settings. */
  public RephrasePolicy policy() {
    return policy;
  }

  /** Like {@link #rephraseAsync}, but waits for the result. */
  public RephraseResult rephrase(Document document, Choice choice) {
    return rephraseAsync(document, choice).join();
  }

  /**
   * Rephrases a document. The future completes exceptionally only when the cache or the budget
   * cannot be used ({@link io.millrace.rephrase.store.StoreException}).
   *
   * @throws IllegalArgumentException if the style is unknown
   */
  public CompletableFuture<RephraseResult> rephraseAsync(Document document, Choice choice) {
    Prompt prompt = prompts.prompt(choice.style(), document.language(), settings.instructions());
    Work work = new Work(document, choice, prompt);
    TokenCounter counter = tokens.forLanguage(document.language());
    if (counter.count(document.text()) < prompt.style().limits().documentMin()) {
      return CompletableFuture.completedFuture(work.without(RephraseOutcome.TOO_SHORT, List.of()));
    }
    List<Passage> passages = chunker(prompt.style()).chunk(document.text(), document.language());
    List<CompletableFuture<PassageResult>> asked = new ArrayList<>();
    int open = settings.maxPassages();
    for (Passage passage : passages) {
      if (passage.tokens() < prompt.style().limits().passageMin()) {
        asked.add(left(passage, AnswerCheck.PASSAGE_TOO_SHORT));
      } else if (open-- > 0) {
        asked.add(ask(work, passage));
      } else {
        asked.add(left(passage, AnswerCheck.OVER_MAX_PASSAGES));
      }
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> work.finish(passages, asked.stream().map(CompletableFuture::join).toList()));
  }

  private static CompletableFuture<PassageResult> left(Passage passage, String reason) {
    return CompletableFuture.completedFuture(
        PassageResult.without(passage.number(), passage.text(), reason, ""));
  }

  private CompletableFuture<PassageResult> ask(Work work, Passage passage) {
    return ask(work, passage, 0).thenCompose(first -> askOn(work, passage, 1, first));
  }

  /** Asks again until an answer passes or the limit of answers is reached. */
  private CompletableFuture<PassageResult> askOn(
      Work work, Passage passage, int number, PassageResult best) {
    if (best.passed() || !best.answered() || number >= settings.maxAnswers()) {
      return CompletableFuture.completedFuture(best);
    }
    return ask(work, passage, number)
        .thenCompose(
            next ->
                next.answered()
                    ? askOn(work, passage, number + 1, best.or(next))
                    // a refused call does not change earlier answers
                    : CompletableFuture.completedFuture(best));
  }

  /**
   * @param number of the answer, from 0; it changes the seed
   */
  private CompletableFuture<PassageResult> ask(Work work, Passage passage, int number) {
    Style style = work.prompt.style();
    double temperature =
        number == 0
            ? style.temperature()
            : Math.max(style.temperature(), settings.retryTemperature());
    double topP = number == 0 || style.temperature() > 0 ? style.topP() : RETRY_TOP_P;
    GenerationRequest request =
        new GenerationRequest(
            work.choice.model(),
            work.prompt.render(passage.text(), title(work.document)),
            new GenerationParameters(
                temperature,
                topP,
                style.limits().outputTokens(),
                settings.seed() + number,
                List.of()));
    // gates are slow, so they do not run on the thread of the connections
    return generator
        .ask(work.prompt.hash().toHex(), request)
        .thenApplyAsync(outcome -> result(work, passage, outcome))
        .thenCompose(result -> verifier.check(result, work.document.language(), style));
  }

  private PassageResult result(Work work, Passage passage, CallOutcome outcome) {
    if (outcome instanceof CallOutcome.Refused refused) {
      return PassageResult.without(
          passage.number(),
          passage.text(),
          AnswerCheck.reason(refused.reason()),
          refused.message());
    }
    return check.check(work.document, passage, work.prompt, (CallOutcome.Answered) outcome);
  }

  private static String title(Document document) {
    return document.metadata().getOrDefault("title", "");
  }

  private Chunker chunker(Style style) {
    int most = Math.min(settings.chunk().maxTokens(), style.limits().inputTokens());
    return chunkers.computeIfAbsent(most, max -> new Chunker(chunks(max), tokens));
  }

  private ChunkSettings chunks(int most) {
    ChunkSettings chunk = settings.chunk();
    int max = Math.max(most, 16);
    return new ChunkSettings(
        max, Math.min(chunk.minTokens(), max / 2), chunk.remnant(), chunk.keepHeadings());
  }

  /** A document being rephrased. */
  private final class Work {
    private final Document document;
    private final Choice choice;
    private final Prompt prompt;

    Work(Document document, Choice choice, Prompt prompt) {
      this.document = document;
      this.choice = choice;
      this.prompt = prompt;
    }

    RephraseResult without(RephraseOutcome outcome, List<PassageResult> results) {
      return result(outcome, Optional.empty(), results);
    }

    private RephraseResult result(
        RephraseOutcome outcome, Optional<String> text, List<PassageResult> results) {
      int passed = (int) results.stream().filter(PassageResult::passed).count();
      Origin origin =
          new Origin(document.id(), choice.style(), choice.model(), prompt.hash().toHex(), passed);
      return new RephraseResult(document.id(), choice, outcome, text, origin, results);
    }

    RephraseResult finish(List<Passage> passages, List<PassageResult> results) {
      SortedMap<Integer, String> texts = new TreeMap<>();
      results.stream()
          .filter(PassageResult::passed)
          .forEach(result -> texts.put(result.number(), result.text()));
      RephraseOutcome outcome = outcome(results, texts);
      if (outcome != RephraseOutcome.REPHRASED) {
        return without(outcome, results);
      }
      List<Passage> kept =
          settings.failed() == RephraseSettings.Failed.ORIGINAL
              ? passages
              : passages.stream().filter(passage -> texts.containsKey(passage.number())).toList();
      return result(
          outcome, Optional.of(PassageMerger.merge(document.text(), kept, texts)), results);
    }

    private RephraseOutcome outcome(List<PassageResult> results, SortedMap<Integer, String> texts) {
      if (has(results, AnswerCheck.BUDGET)) {
        return RephraseOutcome.BUDGET;
      }
      if (has(results, AnswerCheck.OUT_OF_TIME)) {
        return RephraseOutcome.OUT_OF_TIME;
      }
      if (has(results, AnswerCheck.UNAVAILABLE)) {
        return RephraseOutcome.NO_MODEL;
      }
      long wanted =
          results.stream()
              .filter(result -> !result.reason().equals(AnswerCheck.PASSAGE_TOO_SHORT))
              .count();
      if (wanted == 0) {
        return RephraseOutcome.TOO_SHORT;
      }
      if (texts.isEmpty()) {
        return RephraseOutcome.ALL_FAILED;
      }
      if (texts.size() < settings.minPassed() * wanted) {
        return RephraseOutcome.TOO_FEW_PASSED;
      }
      TokenCounter counter = tokens.forLanguage(document.language());
      long joined = texts.values().stream().mapToLong(counter::count).sum();
      return joined < prompt.style().limits().joinedMin()
          ? RephraseOutcome.TOO_LITTLE_TEXT
          : RephraseOutcome.REPHRASED;
    }

    private boolean has(List<PassageResult> results, String reason) {
      return results.stream().anyMatch(result -> result.reason().equals(reason));
    }
  }
}
