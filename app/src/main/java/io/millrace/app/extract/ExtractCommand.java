package io.millrace.app.extract;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.Document;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.extract.ExtractionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the main text of files. */
@Command(
    name = "extract",
    description =
        "Print the main text of HTML, PDF, Office or EPUB files, or of all pages of a WARC.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace extract --format markdown page.html",
      "  millrace extract --explain why.html page.html"
    })
public final class ExtractCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    MARKDOWN,
    JSONL
  }

  /** Handles each page. */
  interface PageSink {

    void take(Page page) throws ExtractionException;

    /** Handles a record that is text already. */
    void take(Document document);

    void finish() throws IOException;
  }

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "text, markdown, or jsonl: URL, title, text and metadata of each page.")
  private Format format;

  @Option(names = "--links", description = "With jsonl: also the links of HTML pages.")
  private boolean links;

  @Option(names = "--images", description = "With jsonl: also the images of HTML pages.")
  private boolean images;

  @Option(
      names = "--explain",
      paramLabel = "FILE.html|DIR",
      description =
          "Write, instead of the text, a page that shows every block of an HTML page and whether"
              + " it is kept: FILE.html for one page, or a folder with an index for several.")
  private Path explain;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "",
      description = "URL of the page in the one file or on standard input.")
  private String url;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A page, a document or a WARC, gzipped or not; - for standard input.")
  private List<String> files;

  @Spec private CommandSpec spec;

  private PageSink sink;
  private long failed;

  @Override
  public Integer call() throws IOException {
    check();
    sink =
        explain == null
            ? new ExtractedText(format, links, images, spec.commandLine().getOut())
            : new ExtractionPages(explain, spec.commandLine().getOut());
    for (String file : files) {
      if (file.equals(STANDARD_INPUT)) {
        read(file, System.in.readAllBytes());
      } else if (isWarc(CommandFiles.readable(Path.of(file)))) {
        readWarc(Path.of(file));
      } else {
        read(file, Files.readAllBytes(Path.of(file)));
      }
    }
    sink.finish();
    spec.commandLine().getOut().flush();
    return failed == 0 ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private void check() {
    if ((links || images) && (format != Format.JSONL || explain != null)) {
      throw new ParameterException(spec.commandLine(), "--links and --images need --format jsonl");
    }
    if (!url.isEmpty() && files.size() > 1) {
      throw new ParameterException(spec.commandLine(), "--url needs exactly one FILE");
    }
    for (String file : files) {
      if (!file.equals(STANDARD_INPUT)) {
        CommandFiles.readable(Path.of(file));
      }
    }
  }

  /** Decides by the name, else by the first bytes. */
  private static boolean isWarc(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".warc") || name.endsWith(".warc.gz")) {
      return true;
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("WARC/");
    }
  }

  private void read(String file, byte[] body) {
    String address = url.isEmpty() ? file : url;
    String id = RecordId.ofContent("file", file, "", body);
    take(new Page(id, address, "", "file", "", body, new TreeMap<>()));
  }

  private void readWarc(Path file) throws IOException {
    RecordReader reader =
        RecordReaders.of(InputKind.WARC, InputSettings.of(List.of(file.toString())));
    RecordSink records =
        new RecordSink() {
          @Override
          public void accept(InputRecord found) {
            take(found);
          }

          @Override
          public void skip(String kind) {}
        };
    for (Split split : reader.split(file.toString(), Files.size(file))) {
      reader.read(split, records);
    }
  }

  private void take(InputRecord found) {
    if (found instanceof Page page) {
      try {
        sink.take(page);
      } catch (ExtractionException failure) {
        fail(page.url(), failure.getMessage());
      }
    } else if (found instanceof Document document) {
      sink.take(document);
    } else if (found instanceof UnreadableRecord unreadable) {
      fail(unreadable.url().isEmpty() ? "a record" : unreadable.url(), unreadable.detail());
    }
  }

  private void fail(String address, String detail) {
    failed++;
    spec.commandLine().getErr().println(address + ": " + detail);
  }
}
