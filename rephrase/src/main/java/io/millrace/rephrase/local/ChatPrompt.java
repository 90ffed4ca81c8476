package io.millrace.rephrase.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.Pair;
import io.millrace.rephrase.generate.ChatMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Converts a conversation to a prompt. A model with a chat template gets the turns in this
 * template. A base model without a template gets the plain turns, one below the other; it works
 * best with examples.
 *
 * <p>Control tokens in messages are broken by a space, so that a page cannot end its turn.
 */
final class ChatPrompt {

  /** Control tokens of the model families of llama.cpp, and anything like {@code <|name|>}. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "<(?=[|\\uFF5C]|/?s>|(?:bos|eos|pad|unk|mask)>|(?:start|end)_of_(?:turn|image)>|</?SYS>>)"
              + "|\\[(?=/?INST\\]|/?(?:SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\\])");

  /** Tokens at the start of a prompt, which llama.cpp adds itself. */
  private static final List<String> STARTS = List.of("<bos>", "<s>", "<|begin_of_text|>");

  private static final String KEY = "tokenizer.chat_template";
  private static final int MOST_METADATA = 64 << 20;

  private final boolean template;
  private final Template apply;

  /** Applies the chat template of a model to messages in ASCII. */
  interface Template {
    String apply(String system, List<ChatMessage> turns);
  }

  ChatPrompt(boolean template, Template apply) {
    this.template = template;
    this.apply = apply;
  }

  static ChatPrompt of(LlamaModel model, Path file) {
    return new ChatPrompt(hasTemplate(file), (system, turns) -> apply(model, system, turns));
  }

  private static String apply(LlamaModel model, String system, List<ChatMessage> turns) {
    List<Pair<String, String>> pairs = new ArrayList<>();
    for (ChatMessage turn : turns) {
      boolean user = turn.role() == ChatMessage.Role.USER;
      pairs.add(new Pair<>(user ? "user" : "assistant", turn.text()));
    }
    return model.applyTemplate(new InferenceParameters("").setMessages(system, pairs));
  }

  /** The prompt, which the model continues. */
  String of(List<ChatMessage> messages) {
    List<String> system = new ArrayList<>();
    List<ChatMessage> turns = new ArrayList<>();
    for (ChatMessage message : messages) {
      if (message.role() == ChatMessage.Role.SYSTEM) {
        system.add(message.text());
      } else {
        turns.add(message);
      }
    }
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("the conversation has only system turns");
    }
    String setting = String.join("\n\n", system);
    return template ? templated(setting, turns) : plain(setting, turns);
  }

  private static String plain(String system, List<ChatMessage> turns) {
    StringBuilder prompt = new StringBuilder(system);
    for (ChatMessage turn : turns) {
      prompt.append(prompt.isEmpty() ? "" : "\n\n").append(turn.text());
    }
    return withoutControl(prompt.toString());
  }

  /**
   * Applies the template to placeholders and then replaces them by the messages, because the
   * library loses supplementary characters.
   */
  private String templated(String system, List<ChatMessage> turns) {
    List<ChatMessage> named = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      named.add(new ChatMessage(turns.get(i).role(), name(i)));
    }
    String first = system.isEmpty() ? "" : name(turns.size());
    String prompt = apply.apply(first, named);
    String opening = turns.get(0).text();
    if (!system.isEmpty() && !prompt.contains(first)) {
      opening = system + "\n\n" + opening; // the template has no system turn
    }
    for (String start : STARTS) {
      prompt = prompt.startsWith(start) ? prompt.substring(start.length()) : prompt;
    }
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int at = prompt.indexOf(NAME); at >= 0; at = prompt.indexOf(NAME, from)) {
      int end = prompt.indexOf(NAME_END, at);
      int which = Integer.parseInt(prompt.substring(at + NAME.length(), end));
      String text = which == turns.size() ? system : which == 0 ? opening : turns.get(which).text();
      filled.append(prompt, from, at).append(withoutControl(text.strip()));
      from = end + NAME_END.length();
    }
    return filled.append(prompt, from, prompt.length()).toString();
  }

  private static final String NAME = "MILLRACE-MESSAGE-";
  private static final String NAME_END = "-END";

  private static String name(int i) {
    return NAME + i + NAME_END;
  }

  static String withoutControl(String text) {
    return CONTROL.matcher(text).replaceAll("$0 ");
  }

  /** Whether the metadata at the start of a GGUF file has the key of a chat template. */
  static boolean hasTemplate(Path file) {
    byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      int matched = 0;
      long read = 0;
      for (int b = in.read(); b >= 0 && read < MOST_METADATA; b = in.read(), read++) {
        matched = b == key[matched] ? matched + 1 : b == key[0] ? 1 : 0;
        if (matched == key.length) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
