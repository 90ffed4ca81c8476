package io.millrace.app.tokenizer;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.train.Corpora;
import io.millrace.corpus.Document;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSplit;
import io.millrace.trainer.data.DocumentReader;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.BpeTrainer;
import io.millrace.trainer.tokenizer.SplitPattern;
import io.millrace.trainer.tokenizer.TokenizerSettings;
import io.millrace.trainer.tokenizer.WordCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a tokenizer. */
@Command(
    name = "train",
    description = {
      "Train a byte-level BPE tokenizer on the shards of runs.",
      "Writes a tokenizer.json of Hugging Face's tokenizers; the same shards give the same bytes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace tokenizer train out/demo --vocabulary 2048 --output tokenizer.json",
      "  millrace tokenizer train out/a out/b --temperature 3 --output tokenizer.json"
    })
final class TokenizerTrainCommand implements Callable<Integer> {

  private static final long MEGABYTE = 1_000_000;

  @Parameters(arity = "1..*", paramLabel = "OUTPUT", description = "Outputs of finished runs.")
  private List<Path> outputs;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "32768",
      description =
          "Number of tokens, including 256 bytes and the special tokens (default: 32768).")
  private int vocabulary;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "File to write.")
  private Path file;

  @Option(
      names = "--pattern",
      defaultValue = "with-marks",
      description =
          "Pattern that splits words: with-marks (default), stable-lm-2, llama-3 or gpt-2; see"
              + " docs/how-to/tokenizer.md.")
  private String pattern;

  @Option(
      names = "--special",
      paramLabel = "TOKEN",
      description = "An additional special token. Repeatable.")
  private List<String> special = List.of();

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Megabytes of text to read, at most (default: 1000).")
  private long megabytes;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Read each language in proportion to its size to the power of 1/T (default: 1, all text"
              + " once).")
  private double temperature;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of documents to leave out for evaluation (default: 0.01).")
  private double heldOut;

  @Option(names = "--overwrite", description = "Replace an existing file.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TokenizerSettings settings = settings();
    CommandFiles.writable(file);
    if (Files.exists(file) && !overwrite) {
      throw new WrongUseException(file + " already exists; replace it with --overwrite");
    }
    if (megabytes < 1 || megabytes > Long.MAX_VALUE / MEGABYTE) {
      throw new ParameterException(
          spec.commandLine(), "--megabytes is " + megabytes + "; it must be at least 1");
    }
    Corpus corpus = Corpora.open(outputs, heldOut, temperature, 1, spec);
    long begin = System.nanoTime();
    WordCounts words = count(corpus, settings);
    double counted = (System.nanoTime() - begin) / 1e9;
    BpeTokenizer tokenizer = BpeTrainer.train(words, settings);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, tokenizer.json());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    say(words, tokenizer, counted, (System.nanoTime() - begin) / 1e9 - counted);
    spec.commandLine().getOut().println(file + "\t" + tokenizer.sha256());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private TokenizerSettings settings() {
    SplitPattern chosen =
        Arrays.stream(SplitPattern.values())
            .filter(each -> key(each).equals(pattern))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--pattern is '"
                            + pattern
                            + "'; it must be one of "
                            + Arrays.stream(SplitPattern.values())
                                .map(TokenizerTrainCommand::key)
                                .collect(Collectors.joining(", "))));
    TokenizerSettings defaults = TokenizerSettings.defaults();
    try {
      return new TokenizerSettings(
          vocabulary,
          chosen,
          defaults.minFrequency(),
          defaults.maxTokenBytes(),
          special,
          defaults.maxWords());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--" + wrong.getMessage(), wrong);
    }
  }

  private static String key(SplitPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private WordCounts count(Corpus corpus, TokenizerSettings settings) throws IOException {
    WordCounts words = new WordCounts(settings.pattern(), settings.maxWords());
    try (DocumentReader reader = corpus.documents(DataSplit.TRAIN)) {
      Optional<Document> next = reader.next();
      while (next.isPresent() && words.bytes() < megabytes * MEGABYTE) {
        words.add(next.get().text());
        next = reader.next();
      }
    }
    if (words.size() == 0) {
      throw new WrongUseException("there is no text to train on in " + outputs.get(0));
    }
    return words;
  }

  private void say(WordCounts words, BpeTokenizer tokenizer, double counted, double learned) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        Messages.of(
            "%s MB of text, %s different words, %s tokens; read in %s s, learned in %s s",
            Rates.number(words.bytes() / 1e6, 1),
            Rates.number(words.size(), 0),
            Rates.number(tokenizer.vocabulary(), 0),
            Rates.number(counted, 1),
            Rates.number(learned, 1)));
    if (tokenizer.vocabulary() < vocabulary) {
      err.println(
          "the vocabulary is smaller than asked: the text has no more pairs that occur twice");
    }
    if (words.forgotten() > 0) {
      err.println(
          Messages.of(
              "%s occurrences of rare words were ignored: the text has more than %s different words",
              Rates.number(words.forgotten(), 0),
              Rates.number(TokenizerSettings.defaults().maxWords(), 0)));
    }
    err.flush();
  }
}
