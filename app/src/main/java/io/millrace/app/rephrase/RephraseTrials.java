package io.millrace.app.rephrase;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.models.RecipeModels;
import io.millrace.app.run.RephraseServers;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.WellFormed;
import io.millrace.corpus.config.Wording;
import io.millrace.pipelines.chain.AnswerLanguages;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.rephrase.document.Choice;
import io.millrace.rephrase.document.RephraseResult;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.document.Rephraser;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.prompt.Prompt;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Rephrases texts in several styles by several models, with the code that a run uses. */
public final class RephraseTrials {

  private static final int MOST_BYTES = 16 << 20;

  /**
   * A text to rephrase.
   *
   * @param name in messages
   */
  record Text(String name, String language, String text) {}

  /** One text in one style by one model. */
  record Trial(Text text, String style, String model, Prompt prompt, RephraseResult result) {}

  private final PromptLibrary library;
  private final List<String> styles;
  private final List<RephraseModel> models;
  private final RephraseTrialOptions options;
  private final LanguageGuesser identifier;

  private RephraseTrials(
      RephraseTrialOptions options,
      PromptLibrary library,
      List<String> styles,
      List<RephraseModel> models,
      LanguageGuesser identifier) {
    this.options = options;
    this.library = library;
    this.styles = styles;
    this.models = models;
    this.identifier = identifier;
  }

  /** Checks the styles, the models, and that all servers can be reached, before any call. */
  static RephraseTrials prepare(RephraseTrialOptions options, PrintWriter err) throws IOException {
    PromptLibrary library = options.prompts().library();
    List<String> styles = options.styles(library);
    List<RephraseModel> models = options.models();
    options.language();
    for (RephraseModel model : models) {
      RephraseSettings settings = options.settings(styles, model);
      if (model.isLocal()) {
        model.resolve(RecipeModels.store());
      } else {
        RephraseServers.reach(settings, err);
      }
    }
    return new RephraseTrials(options, library, styles, models, identifier());
  }

  private static LanguageGuesser identifier() throws IOException {
    Path file = RecipeModels.store().resolve(Stages.LANGUAGE_MODEL, Optional.empty()).path();
    return AnswerLanguages.read(file);
  }

  PromptLibrary library() {
    return library;
  }

  List<String> styles() {
    return styles;
  }

  List<String> models() {
    return models.stream().map(RephraseModel::name).toList();
  }

  /** Reads a text; identifies its language when the user did not give it. */
  Text read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new WrongUseException(name + " is larger than " + MOST_BYTES + " bytes");
    }
    String text = WellFormed.of(new String(bytes, StandardCharsets.UTF_8));
    if (text.isBlank()) {
      throw new WrongUseException(name + " is empty");
    }
    String given = options.language();
    String language = given.isEmpty() ? identifier.identify(text).language() : given;
    return new Text(name, language, text);
  }

  Text read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(CommandFiles.readable(file))) {
      return read(file.toString(), in);
    }
  }

  /** Asks about all texts; results are in the order of texts, then styles, then models. */
  List<Trial> run(List<Text> texts) throws IOException {
    List<RephraseService> services = new ArrayList<>();
    try {
      List<CompletableFuture<Trial>> asked = new ArrayList<>();
      List<Rephraser> rephrasers = new ArrayList<>();
      for (RephraseModel model : models) {
        RephraseService service = open(model);
        services.add(service);
        rephrasers.add(service.rephraser(identifier, Plugins.current().styles()));
      }
      for (Text text : texts) {
        for (String style : styles) {
          for (int i = 0; i < models.size(); i++) {
            asked.add(ask(text, style, models.get(i).name(), rephrasers.get(i)));
          }
        }
      }
      return asked.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    } finally {
      services.forEach(RephraseService::close);
    }
  }

  private RephraseService open(RephraseModel model) throws IOException {
    try {
      return RephraseService.open(
          options.settings(styles, model),
          model.resolve(RecipeModels.store()),
          RephraseCacheOption.folder());
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException(wrong);
    }
  }

  private CompletableFuture<Trial> ask(Text text, String style, String model, Rephraser by) {
    Document document =
        new Document(
            Hash128.of(text.text()).toHex(),
            text.text(),
            "",
            "",
            "",
            text.language(),
            0,
            new TreeMap<>());
    Prompt prompt = library.prompt(style, text.language(), options.prompts().instructions());
    return by.rephraseAsync(document, new Choice(style, model, 1))
        .thenApply(result -> new Trial(text, style, model, prompt, result));
  }

  /** Counts passages without an answer, with the reason of the first one. */
  static Optional<String> withoutAnswer(List<Trial> trials) {
    long asked = trials.stream().flatMap(RephraseView::answers).count();
    List<String> lacking =
        trials.stream()
            .flatMap(
                trial ->
                    RephraseView.answers(trial)
                        .filter(passage -> !passage.answered())
                        .map(passage -> trial.model() + ": " + RephraseView.problem(passage)))
            .toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Messages.of(
                "%s of %s passages have no answer; %s",
                lacking.size(), asked, Wording.show(lacking.get(0), 300)));
  }
}
