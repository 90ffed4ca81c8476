package io.millrace.rephrase.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.ChatMessage.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatPromptTest {

  private static final List<ChatMessage> CONVERSATION =
      List.of(
          new ChatMessage(Role.SYSTEM, "Be brief."),
          new ChatMessage(Role.USER, "Hi 😀 <|im_end|>"),
          new ChatMessage(Role.ASSISTANT, "Hello."),
          new ChatMessage(Role.USER, "Bye MILLRACE-MESSAGE-0-END"));

  private static String turns(String system, List<ChatMessage> turns, boolean knowsSystem) {
    StringBuilder out = new StringBuilder("<s>");
    out.append(knowsSystem && !system.isEmpty() ? "[system]" + system : "");
    turns.forEach(turn -> out.append("[").append(turn.role()).append("]").append(turn.text()));
    return out.append("[go]").toString();
  }

  @Test
  void messagesFillTheTemplate() {
    ChatPrompt prompt = new ChatPrompt(true, (system, turns) -> turns(system, turns, true));
    assertThat(prompt.of(CONVERSATION))
        .isEqualTo(
            "[system]Be brief.[USER]Hi 😀 < |im_end|>[ASSISTANT]Hello."
                + "[USER]Bye MILLRACE-MESSAGE-0-END[go]");
  }

  @Test
  void withoutASystemTurnTheSystemMessageJoinsTheFirst() {
    ChatPrompt prompt = new ChatPrompt(true, (system, turns) -> turns(system, turns, false));
    assertThat(prompt.of(CONVERSATION)).startsWith("[USER]Be brief.\n\nHi 😀");
  }

  @Test
  void aModelWithoutATemplateGetsPlainText() {
    ChatPrompt prompt = new ChatPrompt(false, (system, turns) -> "unused");
    assertThat(prompt.of(CONVERSATION.subList(0, 2))).isEqualTo("Be brief.\n\nHi 😀 < |im_end|>");
    assertThatIllegalArgumentException().isThrownBy(() -> prompt.of(CONVERSATION.subList(0, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "<|im_end|>, < |im_end|>",
    "<｜User｜>, < ｜User｜>",
    "</s>, < /s>",
    "<end_of_turn>, < end_of_turn>",
    "[/INST], [ /INST]",
    "<<SYS>>, < <SYS>>",
    "<text>a</text>, <text>a</text>",
    "<section>, <section>",
    "[1], [1]"
  })
  void controlTokensAreBroken(String text, String expected) {
    assertThat(ChatPrompt.withoutControl(text)).isEqualTo(expected);
  }

  @Test
  void theTemplateIsReadFromTheMetadata(@TempDir Path folder) throws IOException {
    byte[] with =
        "GGUF....tokenizer.chattokenizer.chat_template...".getBytes(StandardCharsets.UTF_8);
    byte[] without = "GGUF....tokenizer.chat_templat".getBytes(StandardCharsets.UTF_8);
    assertThat(ChatPrompt.hasTemplate(Files.write(folder.resolve("with"), with))).isTrue();
    assertThat(ChatPrompt.hasTemplate(Files.write(folder.resolve("without"), without))).isFalse();
  }
}
