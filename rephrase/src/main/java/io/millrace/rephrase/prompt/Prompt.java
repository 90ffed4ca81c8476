package io.millrace.rephrase.prompt;

import com.samskivert.mustache.Template;
import io.millrace.corpus.Hash128;
import io.millrace.rephrase.generate.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The prompt of a style for documents in one language. Immutable and thread-safe. */
public final class Prompt {

  /** The tag around the passage in all bundled prompts. */
  static final String PASSAGE_TAG = "text";

  private final Style style;
  private final String language;
  private final String instructions;
  private final Hash128 hash;
  private final AnswerShape shape;
  private final Template system;
  private final Template user;
  private final Map<String, String> words;
  private final Pattern tags;

  Prompt(
      Style style,
      String language,
      String instructions,
      Hash128 hash,
      AnswerShape shape,
      Template system,
      Template user,
      Map<String, String> words) {
    this.style = style;
    this.language = language;
    this.instructions = instructions;
    this.hash = hash;
    this.shape = shape;
    this.system = system;
    this.user = user;
    this.words = Map.copyOf(words);
    this.tags =
        Neutral.tags(
            shape.tag().isEmpty() ? List.of(PASSAGE_TAG) : List.of(PASSAGE_TAG, shape.tag()));
  }

  public Style style() {
    return style;
  }

  /** Requested language of the document. */
  public String language() {
    return language;
  }

  /** The language of the instructions. */
  public String instructions() {
    return instructions;
  }

  /** Hash of the text sent to the model and of the requirements on its answer. */
  public Hash128 hash() {
    return hash;
  }

  /** Reads the answers to this prompt. */
  public AnswerShape shape() {
    return shape;
  }

  /**
   * The messages for a passage. Text that would close the tags of the passage or begin a new turn
   * is neutralised; templates inside a passage are plain text.
   *
   * @param title of the document, or ""
   */
  public List<ChatMessage> render(String passage, String title) {
    Map<String, String> values = new TreeMap<>(words);
    values.put("text", Neutral.text(passage, tags));
    values.put("title", Neutral.title(title, tags));
    return List.of(
        new ChatMessage(ChatMessage.Role.SYSTEM, system.execute(values).strip()),
        new ChatMessage(ChatMessage.Role.USER, user.execute(values).strip()));
  }
}
