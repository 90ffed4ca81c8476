package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.millrace.connectors.models.ModelCatalog;
import io.millrace.connectors.models.ModelStatus;
import io.millrace.connectors.models.ModelStore;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.ChatMessage.Role;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.local.LlamaGenerator;
import io.millrace.rephrase.local.LlamaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Runs a local model: the one of the system property {@code millrace.test.gguf}, else the small one
 * in the cache. It fetches nothing; without a model only the error message is checked.
 */
@Timeout(300)
class LocalModelIT {

  private static final LlamaSettings TWO = new LlamaSettings(2, 1, 1024, 120, 120);

  private Path file;

  /** A test with the model. */
  @FunctionalInterface
  private interface Check {
    void run(LlamaGenerator model);
  }

  @TestFactory
  List<DynamicTest> aModelOnThisMachine() throws IOException {
    Optional<Path> found = model();
    if (found.isEmpty()) {
      System.out.println(
          "LocalModelIT: NO MODEL WAS RUN: "
              + ModelCatalog.SMOLLM2
              + " is not in the cache; 'millrace models fetch "
              + ModelCatalog.SMOLLM2
              + "' or -Dmillrace.test.gguf=PATH brings one");
      return List.of(dynamicTest("no model is in the cache", LocalModelIT::saysWhatIsMissing));
    }
    file = found.get();
    return List.of(
        check("the same request has the same answer", TWO, LocalModelIT::sameAnswers),
        check("tokens are counted and the limit holds", TWO, LocalModelIT::countsTokens),
        check(
            "a killed process is replaced",
            new LlamaSettings(1, 1, 1024, 120, 120),
            LocalModelIT::survivesKilling),
        check("what does not fit is rejected", TWO, LocalModelIT::rejectsTooLong));
  }

  private DynamicTest check(String name, LlamaSettings settings, Check check) {
    return dynamicTest(
        name,
        () -> {
          try (LlamaGenerator model = LlamaGenerator.of("test", file, settings)) {
            check.run(model);
          }
          assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList())
              .allSatisfy(
                  child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30)));
        });
  }

  private static Optional<Path> model() throws IOException {
    String given = System.getProperty("millrace.test.gguf", "");
    if (!given.isEmpty()) {
      assertThat(Path.of(given)).isRegularFile();
      return Optional.of(Path.of(given));
    }
    return ModelStore.of(System.getenv()).list().stream()
        .filter(model -> model.spec().name().equals(ModelCatalog.SMOLLM2))
        .filter(model -> model.state() == ModelStatus.State.PRESENT)
        .map(ModelStatus::path)
        .findFirst();
  }

  private static void saysWhatIsMissing() {
    Cli ran = Cli.done("models", "list");
    assertThat(ran.out().lines().filter(line -> line.contains(ModelCatalog.SMOLLM2)))
        .singleElement()
        .asString()
        .doesNotContain("present");
  }

  private static GenerationRequest request(String text, double temperature, int maxTokens) {
    return new GenerationRequest(
        "test",
        List.of(new ChatMessage(Role.USER, text)),
        new GenerationParameters(temperature, .9, maxTokens, 7, List.of()));
  }

  private static void sameAnswers(LlamaGenerator model) {
    GenerationRequest greedy = request("Name three colours. 😀", 0, 24);
    GenerationRequest seeded = request("Tell a story about a bridge.", .8, 24);
    List<CompletableFuture<Completion>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(model.generate(greedy));
      answers.add(model.generate(seeded));
      answers.add(model.generate(request("Filler number " + i, 1, 5 + i)));
    }
    for (int i = 0; i < 12; i++) {
      assertThat(answers.get(i).join().text()).isNotEmpty();
      if (i % 3 < 2) {
        assertThat(answers.get(i).join()).isEqualTo(answers.get(i % 3).join());
      }
    }
  }

  private static void countsTokens(LlamaGenerator model) {
    Completion cut = model.generate(request("Count from one to a hundred.", 0, 6)).join();
    assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
    assertThat(cut.completionTokens()).isEqualTo(6);
    assertThat(cut.promptTokens()).isBetween(5, 60);
  }

  private static void survivesKilling(LlamaGenerator model) {
    Completion first = model.generate(request("Name three rivers.", 0, 60)).join();
    CompletableFuture<Completion> again = model.generate(request("Name three rivers.", 0, 60));
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    assertThat(again.join()).isEqualTo(first);
  }

  private static void rejectsTooLong(LlamaGenerator model) {
    assertThatThrownBy(() -> model.generate(request("word ".repeat(2000), 0, 6)).join())
        .cause()
        .isInstanceOfSatisfying(
            GenerationException.class,
            e -> assertThat(e.kind()).isEqualTo(GenerationException.Kind.REJECTED))
        .hasMessageContaining("more than the context's 1024");
  }
}
