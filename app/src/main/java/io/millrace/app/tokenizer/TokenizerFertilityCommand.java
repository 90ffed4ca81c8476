package io.millrace.app.tokenizer;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.train.Corpora;
import io.millrace.corpus.Document;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSplit;
import io.millrace.trainer.data.DocumentReader;
import io.millrace.trainer.data.Size;
import io.millrace.trainer.data.TextTag;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.Fertility;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how many tokens a tokenizer needs for each language. */
@Command(
    name = "fertility",
    description = {
      "Count the tokens that a tokenizer needs for each language of runs.",
      "One line per language, with tabs between columns; the first line has their names."
    })
final class TokenizerFertilityCommand implements Callable<Integer> {

  private static final String HEAD =
      "language\tdocuments\twords\ttokens\ttokens_per_word\tbytes_per_token";

  @Parameters(arity = "1..*", paramLabel = "OUTPUT", description = "Outputs of finished runs.")
  private List<Path> outputs;

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "FILE",
      description = "A tokenizer.json.")
  private Path tokenizer;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Documents of each language to count, at most (default: 1000).")
  private int documents;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Count only the documents that training with this share holds out.")
  private double heldOut;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (documents < 1) {
      throw new ParameterException(
          spec.commandLine(), "--documents is " + documents + "; it must be at least 1");
    }
    Corpora.checkShare(heldOut, spec);
    Corpora.finished(outputs);
    Fertility fertility = new Fertility(BpeTokenizer.read(tokenizer));
    Corpus corpus = Corpora.open(outputs, heldOut, 1, 1, spec);
    DataSplit split = heldOut > 0 ? DataSplit.HELD_OUT : DataSplit.TRAIN;
    SortedMap<String, Long> left = new TreeMap<>();
    for (var entry : corpus.sizes(split).entrySet()) {
      Size size = entry.getValue();
      left.merge(entry.getKey().language(), size.documents(), Long::sum);
    }
    left.replaceAll((language, there) -> Math.min(there, documents));
    long wanted = left.values().stream().mapToLong(Long::longValue).sum();
    try (DocumentReader reader = corpus.documents(split)) {
      for (Optional<Document> next = reader.next();
          wanted > 0 && next.isPresent();
          next = reader.next()) {
        String language = TextTag.of(next.get()).language();
        if (fertility.documents(language) < documents) {
          fertility.add(language, next.get().text());
          wanted--;
        }
      }
    }
    print(fertility.rows());
    return ExitCode.DONE;
  }

  private void print(SortedMap<String, Fertility.Row> rows) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(HEAD);
    rows.forEach((language, row) -> out.println(line(language, row)));
    rows.values().stream()
        .reduce(Fertility.Row::plus)
        .ifPresent(all -> out.println(line("*", all)));
    out.flush();
  }

  private static String line(String language, Fertility.Row row) {
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%d\t%d\t%.3f\t%.3f",
        language,
        row.documents(),
        row.words(),
        row.tokens(),
        row.tokensPerWord(),
        row.bytesPerToken());
  }
}
