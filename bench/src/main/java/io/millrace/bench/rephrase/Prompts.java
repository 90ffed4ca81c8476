package io.millrace.bench.rephrase;

import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Requests with passages of 40 to 400 characters, all different. */
final class Prompts {

  private static final String[] WORDS = {
    "river", "stone", "mill", "grain", "wheel", "water", "flour", "bread", "field", "harvest"
  };

  private final String model;
  private final int maxTokens;
  private final AtomicLong number = new AtomicLong();

  Prompts(String model, int maxTokens) {
    this.model = model;
    this.maxTokens = maxTokens;
  }

  String model() {
    return model;
  }

  GenerationRequest next() {
    return new GenerationRequest(
        model,
        List.of(new ChatMessage(ChatMessage.Role.USER, text(number.getAndIncrement()))),
        new GenerationParameters(.5, .9, maxTokens, 1, List.of()));
  }

  private static String text(long number) {
    SplittableRandom random = new SplittableRandom(number);
    int length = 40 + random.nextInt(360);
    StringBuilder text = new StringBuilder("Passage " + number);
    while (text.length() < length) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  /** The next request as JSON; its texts need no escapes. */
  String json() {
    GenerationRequest request = next();
    return "{\"model\":\""
        + model
        + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + request.messages().get(0).text()
        + "\"}],\"temperature\":0.5,\"top_p\":0.9,\"max_tokens\":"
        + maxTokens
        + ",\"seed\":1}";
  }
}
