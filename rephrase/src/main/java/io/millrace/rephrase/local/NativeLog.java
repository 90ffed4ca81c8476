package io.millrace.rephrase.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from llama.cpp's log how many tokens a request had: the library's answers do not say, its
 * listener for the log is never called, and encoding an answer again may give other tokens than
 * were generated. With one request at a time the lines are those of the request in hand.
 */
final class NativeLog {

  private static final Pattern ASKED = Pattern.compile("n_prompt_tokens = (\\d{1,9})");
  private static final Pattern ANSWERED =
      Pattern.compile("^ *eval time = [^/]{1,40}/ {1,12}(\\d{1,9}) tokens");

  private static final int MOST_SECONDS = 2;

  private int asked;
  private boolean expects;
  private CompletableFuture<Counts> counts = new CompletableFuture<>();

  /**
   * What the log said.
   *
   * @param asked tokens of the prompt
   * @param answered tokens that were generated, the one that ends the text among them
   */
  record Counts(int asked, int answered) {}

  /** To be called before a request. */
  synchronized void expect() {
    asked = -1;
    expects = true;
    counts = new CompletableFuture<>();
  }

  /** Counts of the request that was answered last; null if the log has not said them in time. */
  Counts counts() throws InterruptedException {
    CompletableFuture<Counts> current;
    synchronized (this) {
      current = counts;
    }
    try {
      return current.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    }
  }

  /** Takes a line. */
  synchronized void accept(String line) {
    Matcher prompt = ASKED.matcher(line);
    if (expects && prompt.find()) {
      asked = Integer.parseInt(prompt.group(1));
    }
    Matcher answer = ANSWERED.matcher(line);
    if (asked >= 0 && answer.find()) {
      counts.complete(new Counts(asked, Integer.parseInt(answer.group(1))));
      expects = false;
      asked = -1;
    }
  }

  /** Whether a line only tells how a request goes. */
  static boolean isChatter(String line) {
    return line.startsWith("slot ") || line.startsWith("srv ") || line.contains(" time = ");
  }
}
