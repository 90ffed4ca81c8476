package io.millrace.rephrase.prompt;

import io.millrace.rephrase.prompt.Answer.Malformed;
import io.millrace.rephrase.prompt.Answer.Reason;
import java.util.Locale;

/**
 * The required shape of answers, and their reader. Reading never throws, takes linear time and is
 * deterministic. {@link #body} of the text of a read answer returns the same text.
 */
public final class AnswerShape {

  /** Most characters of an answer. */
  static final int MAX_CHARACTERS = 1 << 20;

  private final Style.Form form;
  private final Style.Envelope envelope;
  private final String preamble;
  private final String tag;
  private final int minItems;
  private final Markers markers;
  private final Words words;

  AnswerShape(
      Style.Form form,
      Style.Envelope envelope,
      String preamble,
      String tag,
      int minItems,
      Markers markers,
      Words words) {
    this.form = form;
    this.envelope = envelope;
    this.preamble = preamble;
    this.tag = tag;
    this.minItems = minItems;
    this.markers = markers;
    this.words = words;
  }

  /** Required first line, or "". */
  public String preamble() {
    return preamble;
  }

  /** Name of the required tags around the answer, or "". */
  public String tag() {
    return tag;
  }

  public Markers markers() {
    return markers;
  }

  /** Reads an unchanged answer of the model. */
  public Answer read(String raw) {
    if (raw.length() > MAX_CHARACTERS) {
      return new Malformed(Reason.TOO_LONG, raw.length() + " characters");
    }
    String text = AnswerText.plain(raw);
    if (text.isEmpty()) {
      return new Malformed(Reason.EMPTY, "nothing but white space");
    }
    return switch (envelope) {
      case NONE -> body(text);
      case TAGS -> tagged(text);
      case PREAMBLE -> afterPreamble(text);
    };
  }

  /** Reads the part inside the envelope. */
  public Answer body(String text) {
    String bare = AnswerText.bare(AnswerText.plain(text), words.openers());
    if (bare.isEmpty()) {
      return new Malformed(Reason.EMPTY, "nothing but its wrapping");
    }
    return new AnswerForms(words, markers, minItems).read(form, bare);
  }

  private Answer tagged(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    // a few letters are longer in lower case; then the tags must have the exact case
    String searched = lower.length() == text.length() ? lower : text;
    String name = tag.toLowerCase(Locale.ROOT);
    int start = searched.indexOf("<" + name + ">");
    int end = searched.lastIndexOf("</" + name + ">");
    if (start < 0 || end < start) {
      String missing = start < 0 ? "<" + tag + ">" : "</" + tag + ">";
      return new Malformed(Reason.NO_TAGS, missing + " is missing");
    }
    String inner = text.substring(start + tag.length() + 2, end);
    if (inner.contains("<" + tag + ">") || inner.contains("</" + tag + ">")) {
      return new Malformed(Reason.NO_TAGS, "<" + tag + "> more than once");
    }
    return body(inner);
  }

  private Answer afterPreamble(String text) {
    String rest = words.withoutPreamble(text, preamble);
    return rest == null
        ? new Malformed(Reason.NO_PREAMBLE, "does not begin with '" + preamble + "'")
        : body(rest);
  }
}
