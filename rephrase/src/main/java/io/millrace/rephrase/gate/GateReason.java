package io.millrace.rephrase.gate;

import java.util.Locale;

/** Why an answer is not used. Names are stable: they are counted, stored and documented. */
public enum GateReason {
  EMPTY("nothing was left of the answer"),
  OTHER_LANGUAGE("the answer is not in the language of the passage"),
  OTHER_SCRIPT("the answer is not in the script of the passage"),
  TOO_SHORT("the answer is too short for the passage and the style"),
  TOO_LONG("the answer is too long for the passage and the style"),
  TRUNCATED("the limit of tokens cut the answer"),
  FILTERED("the server's content filter cut the answer"),
  UNFINISHED("the last sentence of the answer has no end"),
  REQUIRED_TEXT_MISSING("a required tag or preamble is missing"),
  REFUSAL("the model refuses"),
  ASSISTANT_TALK("the model talks about the task instead of doing it"),
  PROMPT_LEAK("the answer repeats the instruction"),
  COPIED("the answer is the passage again"),
  INVENTED("the answer has too little in common with the passage"),
  INCOMPLETE("the answer has too little of the passage"),
  SENTENCE_INVENTED("a sentence of the answer has too little in common with the passage"),
  SENTENCE_LOST("a sentence of the passage has left too little in the answer"),
  NUMBERS_LOST("numbers of the passage are missing"),
  NUMBERS_INVENTED("the answer has numbers that the passage has not"),
  NUMBERS_SWAPPED("a number stands with what the passage counts with another"),
  UNITS_CHANGED("a number has another unit than in the passage"),
  LINKS_LOST("web or mail addresses of the passage are missing"),
  LINKS_INVENTED("the answer has web or mail addresses that the passage has not"),
  MARKUP_INVENTED("the answer has HTML tags or script addresses that the passage has not"),
  NAMES_LOST("names of the passage are missing"),
  NAMES_INVENTED("the answer has names that the passage has not"),
  NAMES_SWAPPED("a name stands exactly where the passage has another"),
  TERMS_INVENTED(
      "the answer has days, months, seasons, directions or the like that the passage has not"),
  OPPOSITE("the answer says the opposite of a word of the passage"),
  NEGATION_CHANGED("the answer negates more or less often than the passage"),
  UNSUPPORTED("a model does not find in the passage what the answer says"),
  REPETITION("the answer repeats itself"),
  BAD_SHAPE("the answer has not the shape of its style");

  private final String description;

  GateReason(String description) {
    this.description = description;
  }

  /** Name in metrics, reports and files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }
}
