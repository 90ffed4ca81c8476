package io.millrace.rephrase.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from llama.cpp's log how many tokens a request had: the library's answers do not say, and
 * encoding an answer again may give other tokens than were generated. With one request at a time
 * the lines are those of the request in hand.
 */
final class NativeLog {

  private static final Pattern ASKED = Pattern.compile("n_prompt_tokens = (\\d{1,9})");

  /** The line about the answer, not the one before it that speaks of the prompt. */
  private static final Pattern ANSWERED =
      Pattern.compile("(?<!prompt )eval time = [^/\\n]{1,40}/ {1,12}(\\d{1,9}) tokens");

  private static final int MOST_SECONDS = 2;

  private final Consumer<String> lines;
  private volatile int asked = -1;
  private volatile CompletableFuture<Integer> answered = new CompletableFuture<>();

  /**
   * @param lines takes what else there is to log
   */
  NativeLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * What the log said.
   *
   * @param asked tokens of the prompt; -1 if it did not say
   * @param answered tokens that were generated, the one that ends the text among them; or -1
   */
  record Counts(int asked, int answered) {}

  /** To be called before a request. */
  void expect() {
    asked = -1;
    answered = new CompletableFuture<>();
  }

  /** Counts of the request that was answered last. */
  Counts counts() throws InterruptedException {
    try {
      return new Counts(asked, answered.get(MOST_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return new Counts(asked, -1);
    }
  }

  /** Takes a message of one or more lines; called by native threads. */
  void accept(String message) {
    Matcher prompt = ASKED.matcher(message);
    if (prompt.find()) {
      asked = Integer.parseInt(prompt.group(1));
    }
    Matcher answer = ANSWERED.matcher(message);
    if (answer.find()) {
      answered.complete(Integer.parseInt(answer.group(1)));
    }
    if (!message.isBlank() && !message.startsWith("slot ") && !message.startsWith("srv ")) {
      lines.accept(message.strip());
    }
  }
}
