package io.millrace.trainer.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes a folder for {@code AutoModelForCausalLM} and {@code AutoTokenizer} of Hugging Face's
 * transformers. A decoder is their StableLmForCausalLM with the same parameter names, so the
 * checkpoint's tensors are copied unchanged.
 */
public final class HuggingFaceExport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HuggingFaceExport() {}

  /**
   * Writes {@code config.json}, {@code generation_config.json}, {@code model.safetensors}, {@code
   * tokenizer.json} and {@code tokenizer_config.json}; replaces existing files.
   *
   * @param folder created when it does not exist
   */
  public static void write(TrainedModel model, Path folder) throws IOException {
    Files.createDirectories(folder);
    BpeTokenizer tokenizer = model.tokenizer();
    Path part = folder.resolve("model.safetensors.part");
    Files.copy(model.file(), part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, folder.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
    Files.write(folder.resolve("tokenizer.json"), tokenizer.json());
    write(folder.resolve("tokenizer_config.json"), tokenizerConfig(model));
    write(folder.resolve("generation_config.json"), generation(tokenizer));
    // last, because a folder without it is no model
    write(folder.resolve("config.json"), config(model.settings(), tokenizer));
  }

  static ObjectNode config(DecoderSettings settings, BpeTokenizer tokenizer) {
    ObjectNode config = JSON.createObjectNode();
    config.putArray("architectures").add("StableLmForCausalLM");
    config.put("model_type", "stablelm");
    config.put("vocab_size", tokenizer.vocabulary());
    config.put("hidden_size", settings.width());
    config.put("intermediate_size", settings.hidden());
    config.put("num_hidden_layers", settings.layers());
    config.put("num_attention_heads", settings.heads());
    config.put("num_key_value_heads", settings.heads());
    config.put("hidden_act", "silu");
    config.put("max_position_embeddings", settings.maximumLength());
    config.put("initializer_range", settings.deviation());
    config.put("layer_norm_eps", settings.normEpsilon());
    config.put("use_cache", true);
    config.put("tie_word_embeddings", false);
    config.put("use_qkv_bias", settings.attentionBias());
    config.put("qk_layernorm", false);
    config.put("use_parallel_residual", false);
    config.put("hidden_dropout", 0.0);
    config.put("attention_dropout", 0.0);
    // transformers 4 reads these two, transformers 5 the object
    config.put("rope_theta", settings.rotaryBase());
    config.put("partial_rotary_factor", settings.rotaryShare());
    config
        .putObject("rope_parameters")
        .put("rope_type", "default")
        .put("rope_theta", settings.rotaryBase())
        .put("partial_rotary_factor", settings.rotaryShare());
    config.put("bos_token_id", tokenizer.endOfText());
    config.put("eos_token_id", tokenizer.endOfText());
    config.put("torch_dtype", "float32");
    return config;
  }

  private static ObjectNode generation(BpeTokenizer tokenizer) {
    ObjectNode config = JSON.createObjectNode();
    config.put("bos_token_id", tokenizer.endOfText());
    config.put("eos_token_id", tokenizer.endOfText());
    config.put("pad_token_id", tokenizer.endOfText());
    return config;
  }

  private static ObjectNode tokenizerConfig(TrainedModel model) {
    String end = endOfText(model.tokenizer());
    ObjectNode config = JSON.createObjectNode();
    config.put("tokenizer_class", "PreTrainedTokenizerFast");
    config.put("model_max_length", model.settings().maximumLength());
    config.put("clean_up_tokenization_spaces", false);
    config.put("add_bos_token", false);
    config.put("add_eos_token", false);
    config.put("bos_token", end);
    config.put("eos_token", end);
    config.put("pad_token", end);
    return config;
  }

  static String endOfText(BpeTokenizer tokenizer) {
    return tokenizer.special().entrySet().stream()
        .filter(token -> token.getValue() == tokenizer.endOfText())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    Files.writeString(file, text.replace("\r\n", "\n") + '\n', StandardCharsets.UTF_8);
  }
}
