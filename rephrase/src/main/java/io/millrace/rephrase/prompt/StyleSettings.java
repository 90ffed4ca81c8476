package io.millrace.rephrase.prompt;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import io.millrace.rephrase.gate.AnswerKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Content of the file of a style. */
public record StyleSettings(
    @Setting("Name of the style.") String style,
    @Setting("One line for people.") String description,
    @Setting("Paper or people it comes from.") String source,
    @Setting("What an answer consists of.") Style.Form form,
    @Setting("What an answer is wrapped in.") Style.Envelope envelope,
    @Setting("Name of the tags around an answer, with the envelope tags.") String tag,
    @Setting("Which limits of the gates hold; without it, the form decides.") AnswerKind kind,
    @Setting(value = "Fewest pairs, items, rows, turns or steps.", min = 1, max = 1000)
        int minItems,
    @Setting("Sizes in tokens.") StyleLimits limits,
    @Setting("How the model samples.") Draws sampling,
    @Setting("Whether answers follow the source text instead of replacing it.") boolean appended,
    @Setting(value = "Instructions by language.", names = Names.LANGUAGES)
        SortedMap<String, Instruction> languages) {

  public StyleSettings {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
  }

  /** How the model samples. */
  public record Draws(
      @Setting(value = "Temperature; 0 takes the likeliest token.", min = 0, max = 2)
          double temperature,
      @Setting(value = "Share of the probability that is sampled from.", min = .01, max = 1)
          double topP) {

    public static Draws defaults() {
      return new Draws(.5, .9);
    }
  }

  /** Instructions in one language: a task, or messages in full. */
  public record Instruction(
      @Setting("The task, to which the frame adds all else.") String task,
      @Setting("The user's message in full, in place of a task.") String user,
      @Setting("The system message in full.") String system,
      @Setting("Demanded first line; without it, the frame's.") String preamble) {

    public static Instruction defaults() {
      return new Instruction("", "", "", "");
    }
  }

  public static StyleSettings defaults() {
    return new StyleSettings(
        "",
        "",
        "",
        Style.Form.PROSE,
        Style.Envelope.NONE,
        "",
        AnswerKind.REWRITE,
        1,
        StyleLimits.defaults(),
        Draws.defaults(),
        false,
        Collections.emptySortedMap());
  }
}
