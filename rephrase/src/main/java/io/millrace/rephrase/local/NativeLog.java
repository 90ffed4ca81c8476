package io.millrace.rephrase.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the token counts of a request from the log of llama.cpp. The library does not return them,
 * never calls its log listener, and encoding an answer again may give other tokens. With one
 * request at a time, the lines belong to the current request.
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
   * Counts in the log.
   *
   * @param asked tokens of the prompt
   * @param answered generated tokens, including the end token
   */
  record Counts(int asked, int answered) {}

  /** Must be called before each request. */
  synchronized void expect() {
    asked = -1;
    expects = true;
    counts = new CompletableFuture<>();
  }

  /** Counts of the last request; null if the log does not have them in time. */
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

  /** Reads a line of the log. */
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

  /** Whether a line only reports the progress of a request. */
  static boolean isChatter(String line) {
    return line.startsWith("slot ") || line.startsWith("srv ") || line.contains(" time = ");
  }
}
