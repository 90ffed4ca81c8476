package io.millrace.trainer.tokenizer;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads and writes the {@code tokenizer.json} of Hugging Face's tokenizers for a {@link
 * BpeTokenizer}: model BPE, byte level, one of the {@link SplitPattern}s, no normalizer.
 */
final class TokenizerJson {

  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_NESTING = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .build();

  private TokenizerJson() {}

  static BpeTokenizer read(Path file) {
    byte[] json;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new TokenizerException(file + ": too large for a tokenizer");
      }
      json = Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      throw new TokenizerException(file + ": there is no such file", none);
    } catch (IOException failed) {
      throw new TokenizerException(file + ": cannot be read", failed);
    }
    return read(json, file.toString());
  }

  static BpeTokenizer read(byte[] json, String name) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException wrong) {
      throw new TokenizerException(name + ": not a tokenizer.json: it is not valid JSON", wrong);
    }
    try {
      return new BpeTokenizer(new TokenizerReader(root).model(), json);
    } catch (TokenizerException wrong) {
      throw new TokenizerException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Formats a tokenizer. Equal tokenizers give equal bytes. */
  static byte[] write(BpeModel model) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    model.special().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByValue())
        .forEach(
            token ->
                added
                    .addObject()
                    .put("id", token.getValue())
                    .put("content", token.getKey())
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true));
    root.putNull("normalizer");
    root.set("pre_tokenizer", preTokenizer(model.pattern()));
    root.putNull("post_processor");
    root.set("decoder", byteLevel(true));
    writeModel(model, root.putObject("model"));
    try {
      DefaultPrettyPrinter lines =
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n"));
      return (MAPPER.writer(lines).writeValueAsString(root) + '\n')
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a tokenizer is plain data", e);
    }
  }

  private static ObjectNode preTokenizer(SplitPattern pattern) {
    if (pattern == SplitPattern.GPT_2) {
      return byteLevel(true);
    }
    ObjectNode sequence = MAPPER.createObjectNode().put("type", "Sequence");
    ObjectNode split = sequence.putArray("pretokenizers").addObject().put("type", "Split");
    split.putObject("pattern").put("Regex", pattern.regex());
    split.put("behavior", "Isolated").put("invert", false);
    ((ArrayNode) sequence.get("pretokenizers")).add(byteLevel(false));
    return sequence;
  }

  private static ObjectNode byteLevel(boolean regex) {
    return MAPPER
        .createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", regex);
  }

  private static void writeModel(BpeModel model, ObjectNode node) {
    node.put("type", "BPE").putNull("dropout").putNull("unk_token");
    node.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    node.put("fuse_unk", false).put("byte_fallback", false);
    node.put("ignore_merges", model.wholeWords());
    String[] names = new String[model.tokens().size()];
    model.special().forEach((name, id) -> names[id] = name);
    ObjectNode vocabulary = node.putObject("vocab");
    for (int id = 0; id < names.length; id++) {
      byte[] token = model.tokens().get(id);
      names[id] = token == null ? names[id] : ByteAlphabet.text(token);
      if (names[id] != null) {
        vocabulary.put(names[id], id);
      }
    }
    ArrayNode merges = node.putArray("merges");
    for (BpeModel.Merge merge : model.merges()) {
      merges.addArray().add(names[merge.left()]).add(names[merge.right()]);
    }
  }
}
