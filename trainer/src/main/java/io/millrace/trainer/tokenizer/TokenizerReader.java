package io.millrace.trainer.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Interprets a tokenizer.json; refuses settings that would change ids and are not supported. */
final class TokenizerReader {

  private static final int MAX_ID = 1 << 22;

  private final JsonNode root;
  private final SortedMap<String, Integer> special = new TreeMap<>();
  private final Map<String, Integer> ids = new TreeMap<>();
  private final List<byte[]> tokens = new ArrayList<>();

  TokenizerReader(JsonNode root) {
    this.root = root;
  }

  BpeModel model() {
    JsonNode model = root.path("model");
    if (!model.path("type").asText("BPE").equals("BPE") || !model.path("vocab").isObject()) {
      throw new TokenizerException(
          "the model is '" + model.path("type").asText() + "'; only BPE is supported");
    }
    absent(root, "normalizer");
    for (String name : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
      absent(model, name);
    }
    absent(model, "byte_fallback");
    SplitPattern pattern = pattern(root.path("pre_tokenizer"));
    if (!root.path("decoder").path("type").asText().equals("ByteLevel")) {
      throw new TokenizerException("the decoder is not ByteLevel");
    }
    added();
    vocabulary(model.path("vocab"));
    return new BpeModel(
        pattern,
        tokens,
        special,
        merges(model.path("merges")),
        model.path("ignore_merges").asBoolean());
  }

  /** Checks that a setting is null, false, 0, empty or missing. */
  private static void absent(JsonNode node, String name) {
    JsonNode value = node.path(name);
    boolean none =
        value.isMissingNode()
            || value.isNull()
            || value.isTextual() && value.asText().isEmpty()
            || value.isBoolean() && !value.asBoolean()
            || value.isNumber() && value.asDouble() == 0;
    if (!none) {
      String said = value.isObject() ? value.path("type").asText() : value.asText();
      throw new TokenizerException(name + " is '" + said + "'; this is not supported");
    }
  }

  private static SplitPattern pattern(JsonNode step) {
    if (isByteLevel(step) && step.path("use_regex").asBoolean(true)) {
      return SplitPattern.GPT_2;
    }
    JsonNode steps = step.path("pretokenizers");
    JsonNode split = steps.path(0);
    if (!step.path("type").asText().equals("Sequence")
        || steps.size() != 2
        || !split.path("type").asText().equals("Split")
        || !split.path("behavior").asText().equals("Isolated")
        || split.path("invert").asBoolean()
        || !isByteLevel(steps.path(1))
        || steps.path(1).path("use_regex").asBoolean(true)) {
      throw new TokenizerException(
          "the pre_tokenizer is neither ByteLevel nor a Split before ByteLevel");
    }
    String regex = split.path("pattern").path("Regex").asText();
    for (SplitPattern pattern : SplitPattern.values()) {
      if (pattern.regex().equals(regex)) {
        return pattern;
      }
    }
    throw new TokenizerException("the pattern of the pre_tokenizer is not known: " + regex);
  }

  private static boolean isByteLevel(JsonNode step) {
    if (!step.path("type").asText().equals("ByteLevel")) {
      return false;
    }
    if (step.path("add_prefix_space").asBoolean(true)) {
      throw new TokenizerException("add_prefix_space is true; this is not supported");
    }
    return true;
  }

  private void added() {
    for (JsonNode token : root.path("added_tokens")) {
      String name = token.path("content").asText();
      place(id(name, token.path("id")));
      special.put(name, token.path("id").asInt());
    }
  }

  private void vocabulary(JsonNode vocabulary) {
    vocabulary
        .fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey();
              int id = id(name, field.getValue());
              if (special.containsKey(name)) {
                if (special.get(name) != id) {
                  throw new TokenizerException("the token '" + name + "' has two ids");
                }
                return;
              }
              byte[] bytes = ByteAlphabet.bytes(name);
              if (bytes == null || bytes.length == 0) {
                throw new TokenizerException("the token '" + name + "' does not stand for bytes");
              }
              place(id);
              if (tokens.get(id) != null || special.containsValue(id)) {
                throw new TokenizerException("two tokens have the id " + id);
              }
              tokens.set(id, bytes);
              ids.put(name, id);
            });
  }

  private static int id(String name, JsonNode id) {
    if (!id.isInt() || id.asInt() < 0 || id.asInt() > MAX_ID) {
      throw new TokenizerException("the token '" + name + "' has the id " + id);
    }
    return id.asInt();
  }

  private void place(int id) {
    if (id >= tokens.size()) {
      tokens.addAll(Collections.nCopies(id + 1 - tokens.size(), null));
    }
  }

  private List<BpeModel.Merge> merges(JsonNode nodes) {
    List<BpeModel.Merge> merges = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      String left;
      String right;
      if (node.isTextual()) {
        int space = node.asText().indexOf(' ');
        left = node.asText().substring(0, Math.max(0, space));
        right = node.asText().substring(space + 1);
      } else {
        left = node.path(0).asText();
        right = node.path(1).asText();
      }
      Integer leftId = ids.get(left);
      Integer rightId = ids.get(right);
      Integer merged = ids.get(left + right);
      if (leftId == null || rightId == null || merged == null) {
        throw new TokenizerException(
            "a merge of '" + left + "' and '" + right + "' is not in the vocabulary");
      }
      merges.add(new BpeModel.Merge(leftId, rightId, merged));
    }
    return merges;
  }
}
