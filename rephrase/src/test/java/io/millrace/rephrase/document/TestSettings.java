package io.millrace.rephrase.document;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.settings.Address;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.chunk.ChunkSettings;
import io.millrace.rephrase.generate.OpenAiSettings;
import io.millrace.rephrase.local.LlamaSettings;
import io.millrace.rephrase.prompt.Instructions;
import java.util.List;

/** Settings with short passages and a server. */
final class TestSettings {

  private TestSettings() {}

  static RephraseSettings of(String endpoint, BudgetSettings budget) {
    return with(endpoint, budget, List.of("medium"));
  }

  static RephraseSettings with(String endpoint, BudgetSettings budget, List<String> styles) {
    return with(endpoint, budget, styles, "");
  }

  static RephraseSettings withTokenizer(String endpoint, String tokenizer) {
    return with(endpoint, BudgetSettings.defaults(), List.of("medium"), tokenizer);
  }

  static RephraseSettings asking(
      String endpoint, BudgetSettings budget, int answers, String verifier) {
    return with(endpoint, budget, List.of("medium"), "", answers, verifier);
  }

  private static RephraseSettings with(
      String endpoint, BudgetSettings budget, List<String> styles, String tokenizer) {
    return with(endpoint, budget, styles, tokenizer, 1, "");
  }

  private static RephraseSettings with(
      String endpoint,
      BudgetSettings budget,
      List<String> styles,
      String tokenizer,
      int answers,
      String verifier) {
    OpenAiSettings server = OpenAiSettings.defaults().withEndpoints(List.of(endpoint));
    RephraseSettings all = RephraseSettings.defaults();
    return new RephraseSettings(
        styles,
        "m",
        server,
        LlamaSettings.defaults(),
        tokenizer,
        List.of(),
        PerLanguage.of(1),
        1,
        "",
        List.of(),
        Instructions.OWN,
        "",
        0,
        new ChunkSettings(32, 0, ChunkSettings.Remnant.MERGE, false),
        all.maxPassages(),
        answers,
        all.retryTemperature(),
        all.failed(),
        all.minPassed(),
        all.gates(),
        new VerifySettings(verifier, 1, 50),
        all.emission(),
        Address.NONE,
        budget,
        Address.NONE,
        all.openDocuments(),
        all.maxSeconds(),
        all.languageModel());
  }

  static RephraseSettings shares(
      PerLanguage share,
      List<String> styles,
      int perDocument,
      String quality,
      List<RephraseSettings.Route> routes,
      long seed) {
    RephraseSettings all = RephraseSettings.defaults();
    return new RephraseSettings(
        styles,
        "m",
        all.server(),
        all.local(),
        "",
        List.of(),
        share,
        perDocument,
        quality,
        routes,
        all.instructions(),
        "",
        seed,
        all.chunk(),
        all.maxPassages(),
        all.maxAnswers(),
        all.retryTemperature(),
        all.failed(),
        all.minPassed(),
        all.gates(),
        all.verify(),
        all.emission(),
        Address.NONE,
        all.budget(),
        Address.NONE,
        all.openDocuments(),
        all.maxSeconds(),
        all.languageModel());
  }
}
