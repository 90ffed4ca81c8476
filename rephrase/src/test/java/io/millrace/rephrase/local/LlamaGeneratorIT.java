package io.millrace.rephrase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Message;
import io.millrace.rephrase.generate.Message.Role;
import io.millrace.rephrase.generate.Sampling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a real model, whose path the system property {@code millrace.test.gguf} must give. */
@Timeout(300)
class LlamaGeneratorIT {

  private static final LlamaSettings TWO = new LlamaSettings(2, 1, 1024, 120, 120);

  private static Path model() {
    String path = System.getProperty("millrace.test.gguf", "");
    assertThat(path).as("-Dmillrace.test.gguf=PATH").isNotEmpty();
    return Path.of(path);
  }

  private static GenerationRequest request(String text, double temperature, int maxTokens) {
    return new GenerationRequest(
        "test",
        List.of(new Message(Role.USER, text)),
        new Sampling(temperature, .9, maxTokens, 7, List.of()));
  }

  @Test
  void theSameRequestHasTheSameAnswerWhateverElseRuns() {
    try (LlamaGenerator model = LlamaGenerator.of("test", model(), TWO)) {
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
  }

  @Test
  void tokensAreCountedAndTheLimitHolds() {
    try (LlamaGenerator model = LlamaGenerator.of("test", model(), TWO)) {
      Completion cut = model.generate(request("Count from one to a hundred.", 0, 6)).join();
      assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
      assertThat(cut.completionTokens()).isEqualTo(6);
      int asked = model.countTokens("Count from one to a hundred.").join();
      assertThat(asked).isBetween(5, 12);
      assertThat(cut.promptTokens()).isGreaterThanOrEqualTo(asked);
      assertThat(model.countTokens(cut.text()).join()).isBetween(5, 7);
    }
  }

  @Test
  void aRequestWhoseProcessIsKilledIsAnsweredByTheNext() {
    LlamaSettings one = new LlamaSettings(1, 1, 1024, 120, 120);
    try (LlamaGenerator model = LlamaGenerator.of("test", model(), one)) {
      Completion first = model.generate(request("Name three rivers.", 0, 60)).join();
      CompletableFuture<Completion> again = model.generate(request("Name three rivers.", 0, 60));
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      assertThat(again.join()).isEqualTo(first);
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList())
        .allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30)));
  }

  @Test
  void whatDoesNotFitIsRejected() {
    try (LlamaGenerator model = LlamaGenerator.of("test", model(), TWO)) {
      assertThatThrownBy(() -> model.generate(request("word ".repeat(2000), 0, 6)).join())
          .cause()
          .isInstanceOfSatisfying(
              GenerationException.class,
              e -> assertThat(e.kind()).isEqualTo(GenerationException.Kind.REJECTED))
          .hasMessageContaining("more than the context's 1024");
    }
  }
}
