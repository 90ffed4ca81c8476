package io.millrace.rephrase.generate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps requests until the test answers them. */
final class ScriptedTransport implements Transport {

  record Sent(URI uri, String body, CompletableFuture<Reply> reply) {

    void answer(int status, String body) {
      answer(status, "", body);
    }

    void answer(int status, String retryAfter, String body) {
      reply.complete(new Reply(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers with a valid completion. */
    void answer(String text) {
      answer(200, ok(text));
    }
  }

  final List<Sent> posts = new ArrayList<>();
  final List<Sent> gets = new ArrayList<>();

  /** Failure of requests before they are sent; null for none. */
  RuntimeException fault;

  static String ok(String text) {
    return "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";
  }

  Sent last() {
    return posts.get(posts.size() - 1);
  }

  @Override
  public CompletableFuture<Reply> post(URI uri, byte[] json) {
    if (fault != null) {
      throw fault;
    }
    Sent sent = new Sent(uri, new String(json, StandardCharsets.UTF_8), new CompletableFuture<>());
    posts.add(sent);
    return sent.reply();
  }

  @Override
  public CompletableFuture<Reply> get(URI uri) {
    Sent sent = new Sent(uri, "", new CompletableFuture<>());
    gets.add(sent);
    return sent.reply();
  }

  @Override
  public void close() {}
}
