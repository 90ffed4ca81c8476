package io.millrace.app.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Encodes log lines as JSON and removes secrets from addresses, before it escapes values. */
final class RedactedJson extends JsonEncoder {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] line = super.encode(event);
    try {
      JsonNode redacted = redacted(JSON.readTree(line));
      return (JSON.writeValueAsString(redacted) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException notJson) {
      return Address.redact(new String(line, StandardCharsets.UTF_8))
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode redacted(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(Address.redact(node.textValue()));
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(redacted(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redacted(array.get(i)));
      }
    }
    return node;
  }
}
