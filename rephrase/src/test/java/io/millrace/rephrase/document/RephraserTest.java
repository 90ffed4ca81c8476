package io.millrace.rephrase.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.corpus.Document;
import io.millrace.corpus.Origin;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RephraserTest {

  private static final LanguageGuesser ENGLISH = text -> new LanguageGuesser.Guess("en", .99);

  /** Passages with a paraphrase that passes the gates. */
  static final Map<String, String> PARAPHRASES =
      new TreeMap<>(
          Map.of(
              "The company was founded by two brothers in 1952. Today it has 900 employees and"
                  + " sells its machines in 30 countries.",
              "Two brothers started the firm in 1952. It now employs 900 people, and its machines"
                  + " are sold in 30 countries.",
              "If you store potatoes in a warm room, they start to sprout after a few weeks.",
              "Potatoes kept in a warm place begin to sprout within several weeks.",
              "Because the old library had become too small, the city bought a former factory in"
                  + " 1998 and had it rebuilt by the architect Ellen Marsh.",
              "In 1998 the city acquired a disused factory, which the architect Ellen Marsh"
                  + " converted, since the library had run out of space."));

  @TempDir Path folder;

  /** Answer of a model that paraphrases those passages and returns others unchanged. */
  static String answer(String message) {
    String passage =
        message.substring(
            message.lastIndexOf("<text>") + "<text>".length(), message.lastIndexOf("</text>"));
    return PARAPHRASES.getOrDefault(passage.strip(), passage.strip());
  }

  /** Settings that make one passage of each text: each has over half of the maximum. */
  private static RephraseSettings settings(FakeLlmServer server, BudgetSettings budget) {
    return TestSettings.of(server.endpoint(), budget);
  }

  private static Document document(List<String> passages) {
    return new Document(
        "00000000000000000000000000000001",
        String.join("\n\n", passages),
        "https://example.org/",
        "2026-01-01T00:00:00Z",
        "web",
        "en",
        .9,
        new TreeMap<>());
  }

  private static RephraseResult rephrase(RephraseService service, Document document)
      throws Exception {
    Choice choice = new Choice("medium", service.settings().model(), 1);
    return service.rephraser(ENGLISH, PromptLibrary.inTheBox()).rephrase(document, choice);
  }

  private RephraseResult rephrase(FakeLlmServer server, BudgetSettings budget, Document document)
      throws Exception {
    try (RephraseService service =
        RephraseService.open(settings(server, budget), Optional.empty(), folder)) {
      return rephrase(service, document);
    }
  }

  @Test
  void mergesAcceptedAnswersInTheOrderOfTheDocument() throws Exception {
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer)) {
      RephraseResult result = rephrase(server, BudgetSettings.defaults(), document);
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.REPHRASED);
      assertThat(result.text()).contains(String.join("\n\n", PARAPHRASES.values()));
      assertThat(result.passages()).hasSize(3).allMatch(PassageResult::passed);
      assertThat(result.origin().passages()).isEqualTo(3);
      assertThat(result.origin().id()).isEqualTo(document.id());
      assertThat(server.requests()).isEqualTo(3);
      RephraseResult again = rephrase(server, BudgetSettings.defaults(), document);
      assertThat(server.requests()).isEqualTo(3);
      assertThat(again.text()).isEqualTo(result.text());
      assertThat(again.passages()).allMatch(PassageResult::cached);
      // the record of an answer from the cache is the same
      DocumentFacts facts = new DocumentFacts(document.id(), "en", .5);
      Price price = new Price(2, 3);
      List<ChoiceRecord> records = ChoiceRecord.of(facts, result, price);
      assertThat(ChoiceRecord.of(facts, again, price)).isEqualTo(records).hasSize(3);
      assertThat(records)
          .extracting(ChoiceRecord::passage, ChoiceRecord::passed, ChoiceRecord::reason)
          .containsExactly(tuple(0, true, ""), tuple(1, true, ""), tuple(2, true, ""));
      assertThat(records)
          .allMatch(each -> each.picos() == 2L * each.promptTokens() + 3L * each.completionTokens())
          .allMatch(each -> each.picos() > 0);
    }
  }

  @Test
  void aChoiceWithoutPassagesIsRecorded() throws Exception {
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer)) {
      RephraseResult result = rephrase(server, BudgetSettings.defaults(), document(List.of("")));
      DocumentFacts facts = new DocumentFacts(result.id(), "en", Double.NaN);
      assertThat(ChoiceRecord.of(facts, result, Price.FREE))
          .extracting(ChoiceRecord::passage, ChoiceRecord::passed, ChoiceRecord::reason)
          .containsExactly(tuple(ChoiceRecord.NO_PASSAGE, false, "too_short"));
    }
  }

  @Test
  void keepsPassagesWithoutAnAcceptedAnswer() throws Exception {
    List<String> passages = new ArrayList<>(PARAPHRASES.keySet());
    String copied =
        "A hedgehog sleeps under dry leaves in the garden from the cold days of November until the"
            + " first mild evenings of the following spring.";
    passages.add(1, copied);
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer)) {
      RephraseResult result = rephrase(server, BudgetSettings.defaults(), document(passages));
      List<String> expected = new ArrayList<>(PARAPHRASES.values());
      expected.add(1, copied);
      assertThat(result.text()).contains(String.join("\n\n", expected));
      PassageResult failed = result.passages().get(1);
      assertThat(failed.failures()).contains("copied");
      assertThat(failed.raw()).isEqualTo(copied);
      assertThat(failed.text()).isEmpty();
      assertThat(failed.signals()).containsKey("copied_run");
      assertThat(result.origin().passages()).isEqualTo(3);
    }
  }

  @Test
  void reportsAnExhaustedBudgetAndNeverExceedsIt() throws Exception {
    BudgetSettings tight =
        new BudgetSettings("tight", 1_200, BudgetSettings.NO_MONEY_LIMIT, List.of());
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer);
        RephraseService service =
            RephraseService.open(settings(server, tight), Optional.empty(), folder)) {
      RephraseResult result = rephrase(service, document);
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.BUDGET);
      assertThat(result.text()).isEmpty();
      BudgetState state = service.budget().orElseThrow();
      assertThat(state.spentTokens()).isLessThanOrEqualTo(1_200);
      assertThat(server.spentTokens()).isLessThanOrEqualTo(1_200);
    }
  }

  @Test
  void refusalsHaveTheirReason() throws Exception {
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.start((prompt, earlier) -> Fault.REFUSAL)) {
      RephraseResult result = rephrase(server, BudgetSettings.defaults(), document);
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.ALL_FAILED);
      assertThat(result.passages()).allMatch(passage -> passage.failures().contains("refusal"));
    }
  }

  @Test
  void withoutAModelTheDocumentIsUnchanged() throws Exception {
    try (RephraseService service =
        RephraseService.open(
            RephraseSettings.defaults(), Optional.empty(), folder.resolve("new"))) {
      RephraseResult result = rephrase(service, document(List.copyOf(PARAPHRASES.keySet())));
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.NO_MODEL);
      assertThat(service.counts().calls()).isZero();
    }
  }

  @Test
  void severalDocumentsAreProcessedConcurrently() throws Exception {
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer);
        RephraseService service =
            RephraseService.open(
                settings(server, BudgetSettings.defaults()), Optional.empty(), folder)) {
      Rephraser rephraser = service.rephraser(ENGLISH, PromptLibrary.inTheBox());
      List<CompletableFuture<RephraseResult>> open = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        open.add(rephraser.rephraseAsync(document, new Choice("medium", "m", 1)));
      }
      assertThat(open).allMatch(each -> each.join().outcome() == RephraseOutcome.REPHRASED);
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  /** With this tokeniser a sentence is one token, so the text is one passage. */
  @Test
  void passagesAreMeasuredByTheTokeniserOfTheModel() throws Exception {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(
        file,
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
         "normalizer": null, "pre_tokenizer": {"type": "CharDelimiterSplit", "delimiter": "."},
         "post_processor": null, "decoder": null,
         "model": {"type": "WordLevel", "vocab": {"?": 0}, "unk_token": "?"}}
        """);
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::answer);
        RephraseService service =
            RephraseService.open(
                TestSettings.withTokenizer(server.endpoint(), file.toString()),
                Optional.empty(),
                folder)) {
      RephraseResult result = rephrase(service, document);
      assertThat(result.passages()).hasSize(1);
      assertThat(result.passages().get(0).source()).isEqualTo(document.text());
    }
  }

  @Test
  void anUnknownStyleIsAnError() {
    RephraseSettings wrong =
        TestSettings.with("http://localhost:1/v1", BudgetSettings.defaults(), List.of("poem"));
    assertThatThrownBy(() -> Rephraser.prompts(wrong, PromptLibrary.inTheBox()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown style 'poem'; there are ");
  }

  @Test
  void theIdOfARephrasedDocumentComesFromItsOrigin() {
    Origin origin = new Origin("a", "medium", "m", "p", 3);
    assertThat(origin.rephrasedId())
        .isEqualTo(new Origin("a", "medium", "m", "p", 4).rephrasedId())
        .isNotEqualTo(new Origin("a", "easy", "m", "p", 3).rephrasedId())
        .isNotEqualTo(new Origin("b", "medium", "m", "p", 3).rephrasedId());
  }

  private static RephraseSettings asking(
      FakeLlmServer server, BudgetSettings budget, int answers, String verifier) {
    return TestSettings.asking(server.endpoint(), budget, answers, verifier);
  }

  private RephraseResult run(RephraseSettings settings, Document document) throws Exception {
    try (RephraseService service = RephraseService.open(settings, Optional.empty(), folder)) {
      return rephrase(service, document);
    }
  }

  /** The server returns the passage unchanged in the first attempts. */
  @Test
  void retriesUntilAnAnswerPasses() throws Exception {
    Document document = document(List.of(PARAPHRASES.keySet().iterator().next()));
    AtomicInteger asked = new AtomicInteger();
    try (FakeLlmServer server =
        FakeLlmServer.answering(
            FaultPlan.NONE,
            message -> asked.incrementAndGet() < 3 ? copy(message) : answer(message))) {
      RephraseSettings settings = asking(server, BudgetSettings.defaults(), 4, "");
      RephraseResult result = run(settings, document);
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.REPHRASED);
      PassageResult passage = result.passages().get(0);
      assertThat(passage.answers()).isEqualTo(3);
      assertThat(server.requests()).isEqualTo(3);
      assertThat(passage.promptTokens() + passage.completionTokens())
          .isEqualTo(Math.toIntExact(server.toldTokens()));
      RephraseResult again = run(settings, document);
      assertThat(server.requests()).isEqualTo(3);
      assertThat(again.text()).isEqualTo(result.text());
      assertThat(again.passages().get(0).promptTokens()).isEqualTo(passage.promptTokens());
      assertThat(again.passages()).allMatch(PassageResult::cached);
    }
  }

  private static String copy(String message) {
    return message
        .substring(message.lastIndexOf("<text>") + 6, message.lastIndexOf("</text>"))
        .strip();
  }

  @Test
  void keepsTheLimitOfAttempts() throws Exception {
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraserTest::copy)) {
      RephraseResult result = run(asking(server, BudgetSettings.defaults(), 2, ""), document);
      assertThat(result.outcome()).isEqualTo(RephraseOutcome.ALL_FAILED);
      assertThat(server.requests()).isEqualTo(6);
      assertThat(result.passages())
          .allMatch(passage -> passage.answers() == 2 && passage.reason().equals("copied"));
    }
  }

  @Test
  void anAnswerWithoutSupportInThePassageFails() throws Exception {
    Document document = document(List.copyOf(PARAPHRASES.keySet()));
    try (FakeLlmServer server =
        FakeLlmServer.answering(
            FaultPlan.NONE,
            message ->
                !message.contains("<claim>")
                    ? answer(message)
                    : message.contains("potatoes") || message.contains("Potatoes")
                        ? "Yes."
                        : "No")) {
      RephraseResult result = run(asking(server, BudgetSettings.defaults(), 1, "m"), document);
      assertThat(result.passages())
          .filteredOn(PassageResult::passed)
          .singleElement()
          .satisfies(passage -> assertThat(passage.signals()).containsEntry("supported", 1.0));
      assertThat(result.passages())
          .filteredOn(passage -> !passage.passed())
          .hasSize(2)
          .allMatch(passage -> passage.reason().equals("unsupported"))
          .allMatch(passage -> passage.text().isEmpty())
          .allMatch(passage -> passage.limits().get(0).signal().equals("supported"));
      long requests = server.requests();
      assertThat(requests).isGreaterThan(5);
      run(asking(server, BudgetSettings.defaults(), 1, "m"), document);
      assertThat(server.requests()).isEqualTo(requests);
    }
  }
}
