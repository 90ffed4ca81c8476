package io.millrace.rephrase.prompt;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Content of the file {@code frame.yaml}. */
public record FrameSettings(
    @Setting(value = "Texts of the languages with instructions.", names = Names.LANGUAGES)
        SortedMap<String, Language> languages,
    @Setting(value = "Markers of further languages.", names = Names.LANGUAGES)
        SortedMap<String, Markers> markers) {

  public FrameSettings {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
    markers = Collections.unmodifiableSortedMap(new TreeMap<>(markers));
  }

  /** The texts of one language. */
  public record Language(
      @Setting("The language's name in itself.") String name,
      @Setting("Stands before a document's title.") String title,
      @Setting("Begins a question.") String question,
      @Setting("Begins an answer.") String answer,
      @Setting("Begins a turn of the person who asks.") String user,
      @Setting("Begins a turn of the other.") String assistant,
      @Setting("First line that the envelope preamble demands.") String preamble,
      @Setting("Openings of talk that is stripped from answers.") List<String> openers,
      @Setting("The system message.") String rules,
      @Setting("Asks for the preamble.") String preambleRule,
      @Setting("Asks for tags.") String tagsRule,
      @Setting("Asks for questions and answers.") String questionsRule,
      @Setting("Asks for a list.") String listRule,
      @Setting("Asks for a table.") String tableRule,
      @Setting("Asks for a dialogue.") String dialogueRule,
      @Setting("Asks for steps.") String stepsRule) {

    public Language {
      openers = List.copyOf(openers);
    }

    public static Language defaults() {
      return new Language("", "", "", "", "", "", "", List.of(), "", "", "", "", "", "", "", "");
    }

    Markers markers() {
      return new Markers(question, answer, user, assistant);
    }
  }

  public static FrameSettings defaults() {
    return new FrameSettings(Collections.emptySortedMap(), Collections.emptySortedMap());
  }
}
