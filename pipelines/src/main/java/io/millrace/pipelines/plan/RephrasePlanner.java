package io.millrace.pipelines.plan;

import io.millrace.corpus.Document;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.Judged;
import io.millrace.rephrase.budget.MeteredGenerator;
import io.millrace.rephrase.budget.TokenBound;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.document.Choice;
import io.millrace.rephrase.document.DocumentFacts;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.document.RephraseResult;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.document.Rephraser;
import io.millrace.rephrase.gate.AnswerKind;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Generator;
import io.millrace.rephrase.generate.Meter;
import io.millrace.rephrase.prompt.PromptLibrary;
import io.millrace.rephrase.prompt.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * Takes records through the chain of a recipe and its rephraser with a model that gives no answers,
 * and lists the calls. The cache is the real one, so cached answers need no call.
 */
public final class RephrasePlanner {

  /** Tokens that a chat template adds to a message. */
  private static final int MESSAGE_TOKENS = 5;

  private final RephraseSettings settings;
  private final DocumentChain chain;
  private final int quality;
  private final PromptLibrary prompts;
  private final Rephraser rephraser;
  private final TokenCounter tokens;

  /**
   * @param models files of models by name
   * @throws io.millrace.corpus.config.ConfigException if a file that a stage names cannot be used
   * @throws IOException if a model, a tokeniser or the folder of prompts cannot be read
   */
  public RephrasePlanner(Recipe recipe, SortedMap<String, String> models, CompletionCache cache)
      throws IOException {
    this.settings = recipe.stage(Stages.REPHRASE, RephraseSettings.class).orElseThrow();
    Recipe alone = alone(recipe);
    this.chain = Stages.chain(alone, ChainResources.withoutMarks(alone, models));
    chain.prepare();
    this.quality = chain.signals().indexOf(settings.quality());
    this.prompts = Rephraser.prompts(settings, Plugins.current().styles());
    MeteredGenerator metered =
        new MeteredGenerator(
            new Silent(),
            cache,
            Optional.empty(),
            settings.budget().pricesOf(settings.models()),
            TokenBound.BYTES);
    this.tokens = TokenCounter.of(settings.tokenizer());
    this.rephraser =
        Rephraser.of(settings, metered, LanguageGuesser.NONE, tokens, Plugins.current().styles());
  }

  /** The recipe without stages that compare documents: a sample does not show duplicates. */
  private static Recipe alone(Recipe recipe) {
    List<Recipe.Stage> stages =
        recipe.stages().stream().filter(stage -> !Stages.comparesDocuments(stage.name())).toList();
    return new Recipe(recipe.inputs(), stages, recipe.settings());
  }

  private String stage(Judged judged) {
    return judged.stage() == Judged.READ ? "read" : chain.stageNames().get(judged.stage());
  }

  /** The result for a record. */
  public RephrasePlan.Sampled plan(InputRecord record) {
    Judged judged = chain.judge(record);
    if (judged.ended().isPresent()) {
      return new RephrasePlan.Sampled(stage(judged), false, List.of());
    }
    Document document = judged.document();
    double signal = quality < 0 ? Double.NaN : judged.signals()[quality];
    List<Choice> choices =
        rephraser.policy().choose(new DocumentFacts(document.id(), document.language(), signal));
    List<PlannedCall> calls = new ArrayList<>();
    for (Choice choice : choices) {
      RephraseResult result = rephraser.rephrase(document, choice);
      for (PassageResult passage : result.passages()) {
        if (passage.answered() || passage.reason().equals("unavailable")) {
          calls.add(call(document, choice, passage));
        }
      }
    }
    return new RephrasePlan.Sampled("", !choices.isEmpty(), calls);
  }

  private PlannedCall call(Document document, Choice choice, PassageResult passage) {
    Style style = prompts.style(choice.style());
    AnswerKind kind = style.kind();
    TokenCounter counter = tokens.forLanguage(document.language());
    int prompt = 0;
    List<ChatMessage> messages =
        prompts
            .prompt(choice.style(), document.language(), settings.instructions())
            .render(passage.source(), document.metadata().getOrDefault("title", ""));
    for (ChatMessage message : messages) {
      prompt += counter.count(message.text()) + MESSAGE_TOKENS;
    }
    return new PlannedCall(
        counter.count(passage.source()),
        prompt,
        style.limits().outputTokens(),
        kind,
        passage.answered() ? passage.completionTokens() : -1);
  }

  /** A model that is never available. */
  private static final class Silent implements Generator {

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request) {
      return CompletableFuture.failedFuture(
          new GenerationException(
              GenerationException.Kind.UNAVAILABLE, "a plan calls no model", null));
    }

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
      return generate(request);
    }

    @Override
    public void close() {}
  }
}
