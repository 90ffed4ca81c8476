package io.millrace.app.tokenizer;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.train.Corpora;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
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

/** Tokens of whole runs, for Megatron-LM. */
@Command(
    name = "encode",
    description = {
      "Write the documents of runs as tokens in Megatron-LM's format, .bin and .idx for each language.",
      "One line a language: documents, tokens, bytes of text, language."
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
      description = "Folder for the files; it is made when it is not there.")
  private Path folder;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Documents to leave out, those that training with this share holds out.")
  private double heldOut;

  @Option(names = "--overwrite", description = "Replace files that are there.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Corpora.checkShare(heldOut, spec);
    Corpora.finished(outputs);
    BpeTokenizer read = BpeTokenizer.read(tokenizer);
    boolean there = Files.exists(folder.resolve(TokenizedOutput.MANIFEST));
    if (Files.isRegularFile(folder) || there && !overwrite) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          folder
              + (there ? " has a manifest.json already; --overwrite replaces it" : " is a file"));
    }
    for (Path output : outputs) {
      if (Files.isDirectory(folder) && Files.isSameFile(output, folder)) {
        throw new MillraceException(ErrorKind.WRONG_USE, folder + " is what is to be read");
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
