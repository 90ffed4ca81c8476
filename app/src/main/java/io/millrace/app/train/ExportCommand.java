package io.millrace.app.train;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
import io.millrace.trainer.export.GgufExport;
import io.millrace.trainer.export.HuggingFaceExport;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports a trained model for other programs. */
@Command(
    name = "export",
    description = {
      "Export a checkpoint for other programs.",
      "huggingface: a folder for transformers; gguf: a file model.gguf for llama.cpp."
    })
public final class ExportCommand implements Callable<Integer> {

  private enum Format {
    HUGGINGFACE,
    GGUF
  }

  @Parameters(
      paramLabel = "CHECKPOINT",
      description = "Output of 'millrace train', or one of its checkpoints.")
  private Path checkpoint;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files; it is created when it does not exist.")
  private Path folder;

  @Option(
      names = "--format",
      defaultValue = "huggingface",
      description = "huggingface (default) or gguf.")
  private Format format;

  @Option(
      names = "--precision",
      defaultValue = "f32",
      description = "Number type of a GGUF file: f32 (default) or f16.")
  private GgufExport.Precision precision;

  @Option(names = "--overwrite", description = "Replace existing files.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path last = folder.resolve(format == Format.GGUF ? "model.gguf" : "config.json");
    if (Files.isRegularFile(folder) || Files.exists(last) && !overwrite) {
      throw new WrongUseException(
          Files.isRegularFile(folder)
              ? folder + " is a file"
              : last + " already exists; replace it with --overwrite");
    }
    TrainedModel model = TrainedModel.open(checkpoint);
    Files.createDirectories(folder);
    if (format == Format.GGUF) {
      try (Torch torch = Torch.start(new TorchSettings(1, "cpu"))) {
        GgufExport.write(model, last, precision, torch.root());
      }
    } else {
      HuggingFaceExport.write(model, folder);
    }
    spec.commandLine()
        .getOut()
        .println(
            (format == Format.GGUF ? last : folder)
                + "\t"
                + Rates.number(model.settings().parameters(model.tokenizer().vocabulary()), 0)
                + " parameters, "
                + Rates.number(model.step(), 0)
                + " steps");
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
