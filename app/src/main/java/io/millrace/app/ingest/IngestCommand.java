package io.millrace.app.ingest;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.connectors.kafka.KafkaInput;
import io.millrace.connectors.kafka.MessagePublisher;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.FileMessages;
import io.millrace.connectors.read.files.FileMessages.Message;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.InputFiles.InputFile;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the records of files to a topic. */
@Command(
    name = "ingest",
    description =
        "Publish the records of WARC, JSON Lines and Parquet files to a Kafka topic, with the URL of"
            + " each record as its key.")
public final class IngestCommand implements Callable<Integer> {

  private static final double TOLERANCE = 0.01;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Bootstrap brokers, separated by commas.")
  private String bootstrap;

  @Option(names = "--topic", required = true, description = "The topic; it must exist.")
  private String topic;

  @Option(
      names = "--kind",
      description =
          "Format of the files: warc, jsonl, parquet, culturax or image-list (default: by their"
              + " names; .parquet means culturax).")
  private String kind;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages per second (default: as many as the brokers accept).")
  private Double rate;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "Shuffle within a buffer of 100,000 messages or 128 MiB, with this seed.")
  private Long shuffle;

  @Option(
      names = "--repeat",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the messages to send twice, in 0..1.")
  private double repeat;

  @Option(
      names = "--security",
      paramLabel = "NAME=VALUE",
      description =
          "A property of Kafka's client, such as security.protocol=SASL_SSL. Give secrets as"
              + " references: $${env:NAME}, $${file:PATH:KEY}, $${dir:FOLDER:FILE}.")
  private Map<String, String> security = new LinkedHashMap<>();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, also as globs.")
  private List<String> files;

  @Spec private CommandSpec spec;

  private IngestProgress progress;
  private MessagePublisher publisher;
  private long sent;
  private long begin;

  @Override
  public Integer call() throws IOException {
    check();
    List<InputFile> found = InputFiles.match(files);
    List<FileMessages> cutters = new ArrayList<>();
    for (InputFile file : found) {
      cutters.add(new FileMessages(inputOf(file.path()), InputSettings.defaults()));
    }
    PrintWriter err = spec.commandLine().getErr();
    begin = System.nanoTime();
    try (MessagePublisher opened = new MessagePublisher(bootstrap, security, topic);
        IngestProgress shown = new IngestProgress(err)) {
      publisher = opened;
      progress = shown;
      long seed = shuffle == null ? 0 : shuffle;
      MessageMixer mixer = new MessageMixer(seed, shuffle != null, repeat, this::send);
      for (int i = 0; i < found.size(); i++) {
        cutters.get(i).read(found.get(i).path(), found.get(i).size(), new Sink(mixer));
        InputFiles.checkStillWhole(found.get(i));
      }
      mixer.finish();
      publisher.flush();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return report();
  }

  private void check() {
    if (rate != null && !(rate > 0)) {
      throw wrong("--rate is " + rate + "; it must be more than 0");
    }
    if (!(repeat >= 0 && repeat <= 1)) {
      throw wrong("--repeat is " + repeat + "; it must be in 0..1");
    }
    try {
      KafkaInput.of(bootstrap, topic).withSecurity(new TreeMap<>(security));
    } catch (IllegalArgumentException refused) {
      throw wrong(refused.getMessage());
    }
    if (kind != null && FileMessages.INPUTS.stream().noneMatch(each -> each.key().equals(kind))) {
      throw wrong(
          "--kind is '" + kind + "'; it must be warc, jsonl, parquet, culturax or image-list");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private InputKind inputOf(String path) {
    if (kind != null) {
      return InputKind.of(kind);
    }
    return FileMessages.inputOf(path)
        .orElseThrow(
            () ->
                wrong(
                    path + " has an unknown extension; name the format of the files with --kind"));
  }

  private void send(Message message) throws IOException {
    if (rate != null) {
      pace();
    }
    publisher.send(message);
    sent++;
    progress.sent(message.value().length, publisher.written());
  }

  /** Waits until the next message is due. */
  private void pace() {
    long due = begin + (long) (sent * (TimeUnit.SECONDS.toNanos(1) / rate));
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      progress.tick(publisher.written());
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
    }
  }

  private int report() {
    long notSent = progress.damaged() + publisher.tooLarge();
    double seconds = (System.nanoTime() - begin) / 1e9;
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Rates.number(publisher.written(), 0)
            + " messages, "
            + Rates.of(progress.bytes(), "B")
            + " to "
            + topic
            + " in "
            + Rates.number(seconds, 1)
            + " s"
            + (progress.skipped() == 0
                ? ""
                : "; skipped "
                    + Rates.number(progress.skipped(), 0)
                    + " records without a document")
            + (notSent == 0 ? "" : String.format(Locale.ROOT, "; not sent %d", notSent)));
    out.flush();
    return notSent > TOLERANCE * (sent + progress.damaged()) ? ExitCode.BAD_INPUT : ExitCode.DONE;
  }

  private final class Sink implements FileMessages.Sink {

    private final MessageMixer mixer;

    Sink(MessageMixer mixer) {
      this.mixer = mixer;
    }

    @Override
    public void accept(Message message) {
      try {
        mixer.accept(message);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void damaged(UnreadableRecord record) {
      String name = record.url().isEmpty() ? "a record" : record.url();
      progress.damaged(name + " is not sent: " + record.failure().key() + ", " + record.detail());
    }

    @Override
    public void skip(String skippedKind) {
      progress.skip();
    }
  }
}
