package io.millrace.rephrase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.ChatMessage.Role;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationException.Kind;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Meter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LlamaGeneratorTest {

  private static final LlamaSettings ONE = new LlamaSettings(1, 1, 512, 60, 60);

  private static LlamaGenerator fake(String mode, LlamaSettings settings) {
    return new LlamaGenerator("fake", LlamaCommand.java(FakeWorker.class, List.of(mode)), settings);
  }

  private static GenerationRequest request(String text) {
    return new GenerationRequest(
        "fake",
        List.of(new ChatMessage(Role.SYSTEM, "Obey."), new ChatMessage(Role.USER, text)),
        new GenerationParameters(0, 1, 40, 1, List.of()));
  }

  private static void assertFails(CompletableFuture<?> answer, Kind kind, String message) {
    assertThatThrownBy(answer::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            GenerationException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  @Test
  void anAnswerHasTextAndTokenCounts() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      assertThat(model.generate(request("çağ 😀 \" \n")).join())
          .isEqualTo(new Completion("çağ 😀 \" \n", Finish.STOP, 3, 10, "fake"));
      Completion cut = model.generate(request("x".repeat(41))).join();
      assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
    }
  }

  @Test
  void tokenCountsComeFromTheLogOfTheProcess() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      assertThat(model.generate(request("logged")).join())
          .isEqualTo(new Completion("logged", Finish.LENGTH, 43, 40, "fake"));
    }
  }

  @Test
  void severalProcessesAnswerAllRequests() {
    try (LlamaGenerator model = fake("ready", new LlamaSettings(3, 1, 512, 60, 60))) {
      List<CompletableFuture<Completion>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(model.generate(request("number " + i)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).join().text()).isEqualTo("number " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"die", "half", "huge", "stranger"})
  void aRequestThatCrashesTwoProcessesFailsAloneAndOthersAreAnswered(String deadly) {
    try (LlamaGenerator model = fake("ready", ONE)) {
      CompletableFuture<Completion> before = model.generate(request("before"));
      CompletableFuture<Completion> killer = model.generate(request(deadly + " now"));
      CompletableFuture<Completion> after = model.generate(request("after"));
      assertFails(killer, Kind.CRASHED, "died twice");
      assertThat(before.join().text()).isEqualTo("before");
      assertThat(after.join().text()).isEqualTo("after");
    }
  }

  @Test
  void aRequestIsRetriedAfterOneCrash(@TempDir Path folder) {
    try (LlamaGenerator model = fake("ready", ONE)) {
      String text = "die-once " + folder.resolve("marker");
      assertThat(model.generate(request(text)).join().text()).isEqualTo(text);
    }
  }

  private static final class RecordingMeter implements Meter {
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final int most;

    RecordingMeter(int most) {
      this.most = most;
    }

    @Override
    public CompletableFuture<Charge> begin(GenerationRequest request) {
      if (notes.stream().filter("begin"::equals).count() == most) {
        return CompletableFuture.failedFuture(new GenerationException(Kind.BUDGET, "enough", null));
      }
      notes.add("begin");
      return CompletableFuture.completedFuture(
          new Charge() {
            @Override
            public void settle(int promptTokens, int completionTokens) {
              notes.add("settle " + promptTokens + " " + completionTokens);
            }

            @Override
            public void assumeWorst() {
              notes.add("worst");
            }

            @Override
            public void release() {
              notes.add("release");
            }
          });
    }
  }

  @Test
  void eachAttemptIsReservedAndSettled(@TempDir Path folder) {
    try (LlamaGenerator model = fake("ready", ONE)) {
      RecordingMeter meter = new RecordingMeter(5);
      String once = "die-once " + folder.resolve("marker");
      model.generate(request(once), meter).join();
      assertFails(model.generate(request("refuse this"), meter), Kind.REJECTED, "too long");
      model.generate(request("one"), meter).join();
      model.generate(request("four"), meter).join();
      assertFails(model.generate(request("five"), meter), Kind.BUDGET, "enough");
      assertThat(meter.notes)
          .containsExactly(
              "begin",
              "worst",
              "begin",
              "settle 3 " + once.length(),
              "begin",
              "release",
              "begin",
              "settle 3 3",
              "begin",
              "settle 3 4");
    }
  }

  @Test
  void aRequestThatCannotBeEncodedIsChargedAndTheNextOneIsAnswered() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      RecordingMeter meter = new RecordingMeter(2);
      GenerationRequest broken =
          new GenerationRequest(
              "fake", List.of(new ChatMessage(null, "no role")), request("").sampling());
      assertFails(model.generate(broken, meter), Kind.UNAVAILABLE, "the request failed");
      assertThat(model.generate(request("one"), meter).join().text()).isEqualTo("one");
      assertThat(meter.notes).containsExactly("begin", "worst", "begin", "settle 3 3");
    }
  }

  @Test
  void aModelThatCannotBeLoadedCostsNothing() {
    try (LlamaGenerator model = fake("bad-model", ONE)) {
      RecordingMeter meter = new RecordingMeter(1);
      assertFails(model.generate(request("one"), meter), Kind.UNAVAILABLE, "not a model");
      assertThat(meter.notes).isEmpty();
    }
  }

  @Test
  void theMessageOfACrashHasTheLastErrorOutput() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      assertFails(model.generate(request("die")), Kind.CRASHED, "I was told to die");
    }
  }

  @Test
  void outputOfNativeCodeBetweenAnswersIsSkipped() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      assertThat(model.generate(request("noise here")).join().text()).isEqualTo("noise here");
    }
  }

  @Test
  void aHangingProcessIsReplaced() {
    try (LlamaGenerator model = fake("ready", new LlamaSettings(1, 1, 512, 60, 2))) {
      CompletableFuture<Completion> hanging = model.generate(request("hang"));
      CompletableFuture<Completion> after = model.generate(request("after"));
      assertFails(hanging, Kind.TIMEOUT, "no answer after 2 s");
      assertThat(after.join().text()).isEqualTo("after");
    }
  }

  @Test
  void aLargeRequestToAHangingProcessTimesOutToo() {
    try (LlamaGenerator model = fake("ready", new LlamaSettings(1, 1, 512, 60, 2))) {
      CompletableFuture<Completion> hanging = model.generate(request("hang"));
      CompletableFuture<Completion> large = model.generate(request("hang " + "x".repeat(1 << 20)));
      assertFails(hanging, Kind.TIMEOUT, "no answer");
      assertFails(large, Kind.TIMEOUT, "no answer");
    }
  }

  @Test
  void aRefusedRequestIsNotRetried() {
    try (LlamaGenerator model = fake("ready", ONE)) {
      assertFails(model.generate(request("refuse")), Kind.REJECTED, "too long");
      assertFails(
          model.generate(new GenerationRequest("fake", List.of(), request("").sampling())),
          Kind.REJECTED,
          "no message");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-model, no such model",
    "bad-model, not a model",
    "never-ready, not ready after 1 s"
  })
  void aModelThatCannotBeLoadedIsUnavailable(String mode, String message) {
    try (LlamaGenerator model = fake(mode, new LlamaSettings(1, 1, 512, startSeconds(mode), 60))) {
      assertFails(model.generate(request("hello")), Kind.UNAVAILABLE, message);
    }
  }

  private static int startSeconds(String mode) {
    return mode.equals("never-ready") ? 1 : 60;
  }

  @Test
  void aMissingProgramIsUnavailable() {
    LlamaCommand missing = folder -> List.of(folder.resolve("missing").toString());
    try (LlamaGenerator model = new LlamaGenerator("fake", missing, ONE)) {
      assertFails(model.generate(request("hello")), Kind.UNAVAILABLE, "missing");
    }
  }

  @Test
  void closingFailsAllOpenRequests() {
    LlamaGenerator model = fake("ready", ONE);
    assertThat(model.generate(request("hello")).join().text()).isEqualTo("hello");
    CompletableFuture<Completion> hanging = model.generate(request("hang"));
    CompletableFuture<Completion> waiting = model.generate(request("waiting"));
    model.close();
    assertFails(hanging, Kind.UNAVAILABLE, "closed");
    assertFails(waiting, Kind.UNAVAILABLE, "closed");
    assertFails(model.generate(request("late")), Kind.UNAVAILABLE, "closed");
  }

  @Test
  void theRealWorkerReportsAMissingModel(@TempDir Path folder) {
    try (LlamaGenerator model = LlamaGenerator.of("none", folder.resolve("none.gguf"), ONE)) {
      assertFails(model.generate(request("hello")), Kind.UNAVAILABLE, "cannot be loaded");
    }
  }
}
