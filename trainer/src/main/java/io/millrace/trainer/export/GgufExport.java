package io.millrace.trainer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.run.TrainingException;
import io.millrace.trainer.tensor.Safetensors;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.SplitPattern;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes a file for llama.cpp: the architecture {@code stablelm} with a byte-level tokenizer. The
 * file has only the name of the pattern that splits words, so the tokenizer must use a pattern of
 * llama.cpp.
 */
public final class GgufExport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final int UNUSED = 5;

  /** Number type of tensors with two axes; the others are always float32. */
  public enum Precision {
    F32,
    F16
  }

  private GgufExport() {}

  /**
   * Writes the file; replaces an existing one.
   *
   * @param scope scope for the tensors, which are read one at a time
   * @throws TrainingException when llama.cpp splits texts into other words than the tokenizer
   */
  public static void write(TrainedModel model, Path file, Precision precision, Scope scope)
      throws IOException {
    GgufWriter writer = new GgufWriter();
    metadata(writer, model.settings(), precision);
    tokenizer(writer, model.tokenizer());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Safetensors tensors = Safetensors.open(model.file());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
      tensors
          .shapes()
          .forEach(
              (name, shape) ->
                  writer.tensor(
                      name(name),
                      shape,
                      precision == Precision.F16 && shape.length > 1,
                      () -> numbers(tensors, name, scope)));
      writer.write(out);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static float[] numbers(Safetensors tensors, String name, Scope scope) throws IOException {
    try (Tensor tensor = tensors.tensor(scope, name)) {
      return tensor.floats();
    }
  }

  private static void metadata(GgufWriter writer, DecoderSettings settings, Precision precision) {
    writer.text("general.architecture", "stablelm");
    writer.text("general.name", "millrace");
    writer.number("general.file_type", precision == Precision.F16 ? 1 : 0);
    writer.number("stablelm.context_length", settings.maximumLength());
    writer.number("stablelm.embedding_length", settings.width());
    writer.number("stablelm.block_count", settings.layers());
    writer.number("stablelm.feed_forward_length", settings.hidden());
    writer.number("stablelm.attention.head_count", settings.heads());
    writer.number("stablelm.attention.head_count_kv", settings.heads());
    writer.real("stablelm.attention.layer_norm_epsilon", settings.normEpsilon());
    writer.number("stablelm.rope.dimension_count", settings.rotaryDimensions());
    writer.real("stablelm.rope.freq_base", settings.rotaryBase());
    writer.flag("stablelm.use_parallel_residual", false);
  }

  /** llama.cpp's name of a tensor. */
  static String name(String name) {
    return name.replace("model.embed_tokens.", "token_embd.")
        .replace("lm_head.", "output.")
        .replace("model.norm.", "output_norm.")
        .replace("model.layers.", "blk.")
        .replace("input_layernorm.", "attn_norm.")
        .replace("post_attention_layernorm.", "ffn_norm.")
        .replace("self_attn.o_proj.", "attn_output.")
        .replace("self_attn.q_proj.", "attn_q.")
        .replace("self_attn.k_proj.", "attn_k.")
        .replace("self_attn.v_proj.", "attn_v.")
        .replace("mlp.gate_proj.", "ffn_gate.")
        .replace("mlp.up_proj.", "ffn_up.")
        .replace("mlp.down_proj.", "ffn_down.");
  }

  private static void tokenizer(GgufWriter writer, BpeTokenizer tokenizer) throws IOException {
    JsonNode json = JSON.readTree(tokenizer.json());
    boolean whole = json.at("/model/ignore_merges").asBoolean();
    writer.text("tokenizer.ggml.model", "gpt2");
    writer.text("tokenizer.ggml.pre", pattern(tokenizer.pattern(), whole));
    String[] names = new String[tokenizer.vocabulary()];
    int[] types = new int[names.length];
    Arrays.fill(types, UNUSED);
    json.at("/model/vocab")
        .fields()
        .forEachRemaining(
            token -> {
              names[token.getValue().asInt()] = token.getKey();
              types[token.getValue().asInt()] = NORMAL;
            });
    tokenizer
        .special()
        .forEach(
            (name, id) -> {
              names[id] = name;
              types[id] = CONTROL;
            });
    for (int id = 0; id < names.length; id++) {
      names[id] = names[id] == null ? "[PAD" + id + "]" : names[id];
    }
    writer.texts("tokenizer.ggml.tokens", Collections.unmodifiableList(Arrays.asList(names)));
    writer.integers("tokenizer.ggml.token_type", types);
    writer.texts("tokenizer.ggml.merges", merges(json.at("/model/merges")));
    writer.number("tokenizer.ggml.bos_token_id", tokenizer.endOfText());
    writer.number("tokenizer.ggml.eos_token_id", tokenizer.endOfText());
    writer.number("tokenizer.ggml.padding_token_id", tokenizer.endOfText());
    writer.flag("tokenizer.ggml.add_bos_token", false);
  }

  private static List<String> merges(JsonNode merges) {
    List<String> list = new ArrayList<>(merges.size());
    for (JsonNode merge : merges) {
      list.add(
          merge.isTextual()
              ? merge.asText()
              : merge.path(0).asText() + ' ' + merge.path(1).asText());
    }
    return list;
  }

  /** llama.cpp's name of a pattern. */
  static String pattern(SplitPattern pattern, boolean wholeWords) {
    if (wholeWords && pattern != SplitPattern.LLAMA_3) {
      throw new TrainingException(
          "llama.cpp does not support this tokenizer: ignore_merges is set; export with --format"
              + " huggingface");
    }
    return switch (pattern) {
      case STABLE_LM_2 -> "stablelm2";
      case LLAMA_3 -> "llama-bpe";
      case GPT_2 -> "gpt-2";
      case WITH_MARKS ->
          throw new TrainingException(
              "llama.cpp does not support this tokenizer: its pattern is with-marks; train one with"
                  + " --pattern stable-lm-2, or export with --format huggingface");
    };
  }
}
