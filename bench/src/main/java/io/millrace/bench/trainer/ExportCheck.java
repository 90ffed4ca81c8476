package io.millrace.bench.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the outputs of a trained model, for comparison with those of its export in other programs;
 * see {@code bench/trainer/check-export.sh}.
 *
 * <p>{@code ExportCheck RUN TEXT OUT.json [GGUF]} writes the ids of the text, the logits over its
 * first tokens, and their greedy continuation; with GGUF, also ids and continuation by llama.cpp.
 */
public final class ExportCheck {

  private static final int PROBE = 48;
  private static final int FOLLOW = 24;

  private ExportCheck() {}

  public static void main(String[] arguments) throws IOException {
    TrainedModel model = TrainedModel.open(Path.of(arguments[0]));
    String text = Files.readString(Path.of(arguments[1]), StandardCharsets.UTF_8);
    int[] ids = model.tokenizer().encode(text);
    int[] probe = Arrays.copyOf(ids, Math.min(PROBE, ids.length));
    Map<String, Object> all = new TreeMap<>();
    all.put("ids", ids);
    all.put("probe", probe);
    try (Torch torch = Torch.start(new TorchSettings(1, "cpu"))) {
      Decoder decoder = model.load(torch.root());
      all.put("logits", logits(decoder, torch.root(), probe));
      all.put("greedy", greedy(decoder, torch.root(), probe));
    }
    if (arguments.length > 3) {
      llama(arguments[3], text, model.tokenizer().decode(probe), all);
    }
    String followed = model.tokenizer().decode((int[]) all.get("greedy"));
    all.put("greedy_text", followed);
    Files.write(Path.of(arguments[2]), new ObjectMapper().writeValueAsBytes(all));
    // llama.cpp leaves a thread that would keep the process alive
    System.exit(0);
  }

  private static void llama(String gguf, String text, String probe, Map<String, Object> all) {
    ModelParameters parameters =
        new ModelParameters().setModel(gguf).setCtxSize(256).setThreads(1).setGpuLayers(0);
    try (LlamaModel llama = new LlamaModel(parameters)) {
      StringBuilder said = new StringBuilder();
      InferenceParameters ask =
          new InferenceParameters(probe)
              .setNPredict(FOLLOW)
              .setTemperature(0)
              .setTopK(1)
              .setRepeatPenalty(1);
      for (LlamaOutput output : llama.generate(ask)) {
        said.append(output.text);
      }
      all.put("llama_ids", llama.encode(text));
      all.put("llama_greedy_text", said.toString());
    }
  }

  private static Batch batch(int[] ids) {
    int[] positions = new int[ids.length];
    int[] targets = new int[ids.length];
    Arrays.setAll(positions, i -> i);
    Arrays.fill(targets, Batch.IGNORED);
    return new Batch(1, ids.length, ids, targets, positions, new int[ids.length]);
  }

  private static float[] logits(Decoder decoder, Scope root, int[] ids) {
    try (Scope scope = root.evaluation();
        Tensor logits = decoder.logits(scope, batch(ids))) {
      return logits.floats();
    }
  }

  private static int[] greedy(Decoder decoder, Scope root, int[] probe) {
    int[] ids = probe;
    for (int i = 0; i < FOLLOW; i++) {
      float[] logits = logits(decoder, root, ids);
      int best = logits.length - decoder.vocabulary();
      for (int at = best; at < logits.length; at++) {
        best = logits[at] > logits[best] ? at : best;
      }
      ids = Arrays.copyOf(ids, ids.length + 1);
      ids[ids.length - 1] = best - (logits.length - decoder.vocabulary());
    }
    return Arrays.copyOfRange(ids, probe.length, ids.length);
  }
}
