package io.millrace.app.tokenizer;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.train.Corpora;
import io.millrace.trainer.data.TokenizedOutput;
import io.millrace.trainer.data.TokenizedOutput.Written;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Encodes outputs of runs for Megatron-LM. */
@Command(
    name = "encode",
    description = {
      "Encode the documents of runs in Megatron-LM's format.",
      "Writes .bin and .idx files for each language, and prints one line per language:"
          + " documents, tokens, bytes of text, language."
    })
final class TokenizerEncodeCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "OUTPUT", description = "Outputs of finished runs.")
  private List<Path> outputs;

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "FILE",
      description = "A tokenizer.json.")
  private Path tokenizer;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files; it is created when it does not exist.")
  private Path folder;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Leave out the documents that training with this share holds out.")
  private double heldOut;

  @Option(names = "--overwrite", description = "Replace existing files.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Corpora.checkShare(heldOut, spec);
    Corpora.finished(outputs);
    BpeTokenizer read = BpeTokenizer.read(tokenizer);
    boolean there = Files.exists(folder.resolve(TokenizedOutput.MANIFEST));
    if (Files.isRegularFile(folder) || there && !overwrite) {
      throw new WrongUseException(
          folder
              + (there
                  ? " already has a manifest.json; replace it with --overwrite"
                  : " is a file"));
    }
    for (Path output : outputs) {
      if (Files.isDirectory(folder) && Files.isSameFile(output, folder)) {
        throw new WrongUseException(folder + " is also an input; choose another folder");
      }
    }
    SortedMap<String, Written> written = TokenizedOutput.write(outputs, read, folder, heldOut);
    PrintWriter out = spec.commandLine().getOut();
    written.forEach(
        (language, each) ->
            out.println(
                each.documents() + "\t" + each.tokens() + "\t" + each.bytes() + "\t" + language));
    out.flush();
    return ExitCode.DONE;
  }
}
