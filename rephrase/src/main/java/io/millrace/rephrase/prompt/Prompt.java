package io.millrace.rephrase.prompt;

import com.samskivert.mustache.Template;
import io.millrace.corpus.Hash128;
import io.millrace.rephrase.generate.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A style for documents in one language, ready to be filled with passages. Immutable and safe for
 * use by several threads.
 */
public final class Prompt {

  /** The tag around the passage in every prompt in the box. */
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

  /** The document's language, as it was asked for. */
  public String language() {
    return language;
  }

  /** The language of the instructions. */
  public String instructions() {
    return instructions;
  }

  /** Changes whenever the words sent to the model or the demands on its answer do. */
  public Hash128 hash() {
    return hash;
  }

  /** Reads the answers to this prompt. */
  public AnswerShape shape() {
    return shape;
  }

  /**
   * The messages for one passage. Text that would close the passage's tags or open a new turn is
   * made harmless first, the same way each time; templates within a passage are plain text.
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
