package io.millrace.app.rephrase;

import io.millrace.api.PerLanguage;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.models.RecipeModels;
import io.millrace.corpus.settings.Address;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.generate.OpenAiSettings;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of a trial: styles, models, and how models are asked. */
final class RephraseTrialOptions {

  /** Shorter than in a run, because a person waits. */
  private static final OpenAiSettings.Retries RETRIES =
      new OpenAiSettings.Retries(2, 1, .5, 10, 60, 0);

  private static final OpenAiSettings.Breaker BREAKER = new OpenAiSettings.Breaker(5, 2, 10);

  @Option(
      names = "--style",
      split = ",",
      paramLabel = "STYLE",
      description = "Styles of 'rephrase prompts list', or unique prefixes of their names.")
  private List<String> styles = List.of();

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "MODEL",
      description = "URL#NAME of a server, a name of 'millrace models list', or a GGUF file.")
  private List<String> models = List.of();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Language of the texts (default: identified by lid.176).")
  private String language;

  @Option(
      names = "--passages",
      paramLabel = "N",
      defaultValue = "10",
      description = "Passages of a text to ask about, at most (default: 10).")
  private int passages;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Another seed gives other answers (default: 0).")
  private long seed;

  @Option(
      names = "--answers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Answers to ask for per passage until one passes, at most (default: 1).")
  private int answers;

  @Option(
      names = "--key-variable",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Environment variable that holds the server's API key.")
  private String keyVariable;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      defaultValue = "",
      description = "File that holds the server's API key.")
  private String keyFile;

  @Mixin private RephrasePromptOptions prompts;
  @Mixin private RephraseCacheOption cache;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  RephrasePromptOptions prompts() {
    return prompts;
  }

  /** The language that the user gave, or "". */
  String language() {
    return language == null ? "" : RephrasePromptOptions.language(language);
  }

  List<String> styles(PromptLibrary library) {
    required("--style=STYLE", styles);
    return styles.stream()
        .map(style -> RephrasePromptOptions.style(library, style))
        .distinct()
        .toList();
  }

  List<RephraseModel> models() throws IOException {
    required("--model=MODEL", models);
    List<RephraseModel> all = new ArrayList<>();
    for (String model : models) {
      RephraseModel parsed = RephraseModel.parse(model, RecipeModels.store());
      if (all.stream().anyMatch(other -> other.name().equals(parsed.name()))) {
        throw new ParameterException(
            spec.commandLine(), "--model names '" + parsed.name() + "' twice");
      }
      all.add(parsed);
    }
    return all;
  }

  /** Checks a required option here: picocli would require it of subcommands too. */
  private void required(String option, List<String> values) {
    if (values.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '" + option + "'");
    }
  }

  /** Settings for one model. */
  RephraseSettings settings(List<String> chosen, RephraseModel model) throws IOException {
    if (passages < 1) {
      throw new ParameterException(
          spec.commandLine(), "--passages is " + passages + "; it must be at least 1");
    }
    if (answers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--answers is " + answers + "; it must be at least 1");
    }
    RephraseSettings base = RephraseSettings.defaults();
    try {
      return new RephraseSettings(
          chosen,
          model.name(),
          server(model),
          base.local(),
          base.tokenizer(),
          List.of(),
          PerLanguage.of(1),
          1,
          "",
          List.of(),
          prompts.instructions(),
          prompts.folder(),
          seed,
          base.chunk(),
          passages,
          answers,
          base.retryTemperature(),
          base.failed(),
          base.minPassed(),
          base.gates(),
          base.verify(),
          base.emission(),
          Address.of(cache.url()),
          BudgetSettings.defaults(),
          Address.NONE,
          base.openDocuments(),
          base.maxSeconds(),
          base.languageModel());
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException("--model: " + wrong.getMessage(), wrong);
    }
  }

  private OpenAiSettings server(RephraseModel model) {
    OpenAiSettings base = OpenAiSettings.defaults();
    return new OpenAiSettings(
        model.endpoint().map(List::of).orElse(List.of()),
        base.api(),
        keyVariable,
        keyFile,
        base.modelCheck(),
        base.logprobs(),
        base.maxCompletionTokens(),
        base.maxAnswerBytes(),
        base.timeouts(),
        RETRIES,
        base.concurrency(),
        BREAKER);
  }
}
