package io.millrace.rephrase.document;

import io.millrace.api.Names;
import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import io.millrace.corpus.settings.Address;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.chunk.ChunkSettings;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.generate.OpenAiSettings;
import io.millrace.rephrase.local.LlamaSettings;
import io.millrace.rephrase.prompt.Instructions;
import java.util.List;

/** Settings of the stage {@code rephrase}. */
public record RephraseSettings(
    @Setting("Styles; each document gets one of them, or as many as styles_per_document says.")
        List<String> styles,
    @Setting(
            "The model: its name at the servers; without servers, a name that `millrace models`"
                + " lists or the path of a GGUF file.")
        String model,
    @Setting("Servers that hold the model. Without endpoints it runs on this machine.")
        OpenAiSettings server,
    @Setting("How a model on this machine is run.") LlamaSettings local,
    @Setting(
            "The model's own tokeniser, a tokenizer.json as Hugging Face has it, by which tokens are"
                + " counted; empty: they are estimated.")
        String tokenizer,
    @Setting(
            value = "Languages whose documents are rephrased; none means all.",
            names = Names.LANGUAGES)
        List<String> languages,
    @Setting(value = "Share of the documents that are rephrased, by language.", min = 0, max = 1)
        PerLanguage share,
    @Setting(value = "Styles in which each of these documents is rephrased.", min = 1, max = 100)
        int stylesPerDocument,
    @Setting(
            "Signal of an earlier stage by which routes tell documents apart, such as"
                + " langid.score; empty for none.")
        String quality,
    @Setting("Other shares and styles for some languages or some quality; the first that fits.")
        List<Route> routes,
    @Setting("Language of the instructions: the document's own or English.")
        Instructions instructions,
    @Setting("Folder with styles of your own; empty for none.") String prompts,
    @Setting("Seed of the choice of documents and styles, and of the model's sampling.") long seed,
    @Setting("How documents are cut into passages. A style's own limit of tokens may be lower.")
        ChunkSettings chunk,
    @Setting(
            value = "Most passages of a document that are rephrased; the rest count as failed.",
            min = 1,
            max = 100_000)
        int maxPassages,
    @Setting(
            value =
                "Most answers that are asked for a passage, one after the other, until one passes;"
                    + " each counts in the budget.",
            min = 1,
            max = 100)
        int maxAnswers,
    @Setting(
            value =
                "Least temperature from the second answer on: without any it would be the first"
                    + " again.",
            min = 0,
            max = 2)
        double retryTemperature,
    @Setting("What becomes of passages without a good answer: the original stands, or they go.")
        Failed failed,
    @Setting(value = "Least share of a document's passages with a good answer.", min = 0, max = 1)
        double minPassed,
    @Setting("Thresholds of the checks of answers.") GateSettings gates,
    @Setting("A model that is asked whether the passage supports an answer.") VerifySettings verify,
    @Setting("What is written: the original and the rephrased document, or only the latter.")
        Emission emission,
    @Setting(
            "Where completions are kept: sqlite:PATH, postgresql://HOST/DATABASE, or memory:; empty"
                + " for a file in the user's cache folder.")
        Address cache,
    @Setting("What may be spent.") BudgetSettings budget,
    @Setting(
            "Where it is kept what was spent: sqlite:PATH or postgresql://HOST/DATABASE; empty for"
                + " a file in the user's cache folder.")
        Address budgetStore,
    @Setting(value = "Documents that are worked on at the same time.", min = 1, max = 10_000)
        int openDocuments,
    @Setting(
            value =
                "Seconds from the first request after which documents are left as they are. What a"
                    + " run gives then depends on the machine's speed: for demonstrations.",
            min = 1)
        int maxSeconds,
    @Setting("Model that identifies the language of answers; empty: only the script is checked.")
        String languageModel) {

  /** What to do with passages without a good answer. */
  public enum Failed {
    /** Keep the original passage. */
    ORIGINAL,
    /** Omit the passage. */
    DROP
  }

  /** What is written of a rephrased document. */
  public enum Emission {
    BOTH,
    /** Drop the original, with a reason, when there is a rephrased document. */
    REPHRASED_ONLY
  }

  /** A different share and styles for some documents. */
  public record Route(
      @Setting(value = "Languages it is for; none means all.", names = Names.LANGUAGES)
          List<String> languages,
      @Setting("Least value of the quality signal.") double minQuality,
      @Setting("Value of the quality signal below which it is for; that itself is not.")
          double belowQuality,
      @Setting(value = "Share of these documents that are rephrased.", min = 0, max = 1)
          double share,
      @Setting("Styles for these documents; none means those of the stage.") List<String> styles) {

    public Route {
      languages = List.copyOf(languages);
      styles = List.copyOf(styles);
      if (!(minQuality < belowQuality)) {
        throw new IllegalArgumentException(
            "'min_quality' is " + minQuality + ", not below 'below_quality' " + belowQuality);
      }
    }

    public static Route defaults() {
      return new Route(List.of(), -Double.MAX_VALUE, Double.MAX_VALUE, 1, List.of());
    }
  }

  public RephraseSettings {
    styles = List.copyOf(styles);
    languages = List.copyOf(languages);
    routes = List.copyOf(routes);
    if (styles.isEmpty()) {
      throw new IllegalArgumentException("'styles' is empty");
    }
    if (stylesPerDocument > styles.size()) {
      throw new IllegalArgumentException(
          "'styles_per_document' is "
              + stylesPerDocument
              + ", more than 'styles' has, which is "
              + styles.size());
    }
    if (maxAnswers > 1 && retryTemperature == 0) {
      throw new IllegalArgumentException(
          "'max_answers' is " + maxAnswers + ", but 'retry_temperature' 0 gives the same again");
    }
    if (verify.isOn() && server.endpoints().isEmpty() && !verify.model().equals(model)) {
      throw new IllegalArgumentException(
          "'verify.model' is '"
              + verify.model()
              + "', but on this machine only '"
              + model
              + "' is run");
    }
    for (Route route : routes) {
      boolean byQuality =
          route.minQuality() > -Double.MAX_VALUE || route.belowQuality() < Double.MAX_VALUE;
      if (byQuality && quality.isEmpty()) {
        throw new IllegalArgumentException(
            "a route limits the quality, but 'quality' names no signal");
      }
    }
  }

  /**
   * All documents in the style {@code medium} of WRAP, by the small model that needs no acceptance
   * of terms; passages as in Pieler et al. 2024.
   */
  public static RephraseSettings defaults() {
    return new RephraseSettings(
        List.of("medium"),
        "smollm2-135m-instruct",
        OpenAiSettings.defaults(),
        LlamaSettings.defaults(),
        "",
        List.of(),
        PerLanguage.of(1),
        1,
        "",
        List.of(),
        Instructions.OWN,
        "",
        0,
        ChunkSettings.defaults(),
        200,
        1,
        .7,
        Failed.ORIGINAL,
        .5,
        GateSettings.defaults(),
        VerifySettings.defaults(),
        Emission.BOTH,
        Address.NONE,
        BudgetSettings.defaults(),
        Address.NONE,
        32,
        Integer.MAX_VALUE,
        "lid.176");
  }

  /** The models that are used. */
  public List<String> models() {
    return verify.isOn() && !verify.model().equals(model)
        ? List.of(model, verify.model())
        : List.of(model);
  }

  public boolean limitsTime() {
    return maxSeconds < Integer.MAX_VALUE;
  }

  /** Whether the model runs on this machine. */
  public boolean isLocal() {
    return server.endpoints().isEmpty();
  }
}
