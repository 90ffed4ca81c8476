package io.millrace.app.rephrase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.rephrase.RephraseTrials.Trial;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.generate.ChatMessage;
import java.util.Locale;

/** Formats an answer with all its data as one line of JSON. */
final class RephraseJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RephraseJson() {}

  static String line(Trial trial, PassageResult passage) throws JsonProcessingException {
    ObjectNode line = JSON.createObjectNode();
    line.put("file", trial.text().name());
    line.put("language", trial.text().language());
    line.put("passage", passage.number());
    line.put("source", passage.source());
    line.put("style", trial.style());
    line.put("model", trial.model());
    line.put("prompt", trial.prompt().hash().toHex());
    line.put("instructions", trial.prompt().instructions());
    ArrayNode messages = line.putArray("messages");
    for (ChatMessage message : trial.prompt().render(passage.source(), "")) {
      messages
          .addObject()
          .put("role", message.role().name().toLowerCase(Locale.ROOT))
          .put("content", message.text());
    }
    line.put("answered", passage.answered());
    line.put("raw", passage.raw());
    line.put("text", passage.text());
    line.put("passed", passage.passed());
    passage.failures().forEach(line.putArray("reasons")::add);
    line.put("detail", passage.detail());
    ArrayNode limits = line.putArray("limits");
    for (GateResult.Failure limit : passage.limits()) {
      limits
          .addObject()
          .put("reason", limit.reason().key())
          .put("signal", limit.signal())
          .put("value", limit.value())
          .put("threshold", limit.threshold());
    }
    ObjectNode signals = line.putObject("signals");
    passage.signals().forEach(signals::put);
    line.put("prompt_tokens", passage.promptTokens());
    line.put("completion_tokens", passage.completionTokens());
    line.put("cached", passage.cached());
    return JSON.writeValueAsString(line);
  }
}
