package io.millrace.rephrase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.WellFormed;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  @Property(tries = 200)
  void framesAreReadAgainDespiteOtherOutputBetweenThem(
      @ForAll @Size(max = 4) List<byte[]> messages, @ForAll String noise) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      out.write(noise.getBytes(StandardCharsets.UTF_8));
      FramedMessages.write(out, message);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    for (byte[] message : messages) {
      assertThat(FramedMessages.read(in)).isEqualTo(message);
    }
    assertThatThrownBy(() -> FramedMessages.read(in)).isInstanceOf(EOFException.class);
  }

  @Test
  void aTruncatedFrameIsAnEndOfInput() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FramedMessages.write(out, new byte[] {1, 2, 3});
    byte[] whole = out.toByteArray();
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream in = new ByteArrayInputStream(whole, 0, length);
      assertThatThrownBy(() -> FramedMessages.read(in)).isInstanceOf(EOFException.class);
    }
  }

  @Property(tries = 200)
  void requestsAreReadAgain(
      @ForAll long id,
      @ForAll @Size(max = 3) List<String> texts,
      @ForAll @DoubleRange(min = 0, max = 2) double temperature,
      @ForAll @IntRange(min = 1) int maxTokens,
      @ForAll long seed)
      throws IOException {
    List<String> clean = texts.stream().map(WellFormed::of).toList();
    List<ChatMessage> messages =
        clean.stream().map(text -> new ChatMessage(ChatMessage.Role.ASSISTANT, text)).toList();
    GenerationParameters sampling =
        new GenerationParameters(temperature, .9, maxTokens, seed, List.of("\n", "</a>"));
    WorkerRequest request = new WorkerRequest(id, messages, sampling);
    assertThat(WorkerRequest.fromBytes(request.toBytes())).isEqualTo(request);
  }

  @Property(tries = 200)
  void answersAreReadAgain(
      @ForAll long id, @ForAll String text, @ForAll boolean flag, @ForAll int tokens)
      throws IOException {
    String clean = WellFormed.of(text);
    WorkerAnswer answer = new WorkerAnswer(id, clean, clean, flag, tokens, -tokens);
    assertThat(WorkerAnswer.fromBytes(answer.toBytes())).isEqualTo(answer);
  }

  @Test
  void tokensAreReadFromTheNativeLog() throws InterruptedException {
    NativeLog log = new NativeLog();
    log.accept("       eval time =     469.76 ms /    11 tokens (   26.10 ms per token)");
    log.expect();
    log.accept("       eval time =     469.76 ms /    12 tokens (late, of the request before)");
    log.accept("slot update_slots: id  0 | task 0 | n_keep = 0, n_prompt_tokens = 43");
    log.accept("prompt eval time =     335.48 ms /    43 tokens (    7.80 ms per token)");
    log.accept("       eval time =     469.76 ms /    18 tokens (   26.10 ms per token)");
    assertThat(log.counts()).isEqualTo(new NativeLog.Counts(43, 18));
  }
}
