package io.millrace.pipelines.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.connectors.files.ObjectStores;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.filters.pii.PiiMasker;
import io.millrace.filters.pii.PiiSettings;
import io.millrace.pipelines.chain.PiiFields;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.text.ShardReader;
import io.millrace.shards.verdict.VerdictReader;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Reads the output of a finished run or window: manifest, documents and verdicts. */
public final class FinishedOutput {

  private final ResourceId folder;
  private final Manifest manifest;

  private FinishedOutput(ResourceId folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * @param address output directory on a Beam FileSystem
   * @throws MillraceException when there is no output of a finished run
   */
  public static FinishedOutput open(String address) throws IOException {
    ResourceId folder = folder(address);
    ResourceId file = folder.resolve(Shards.MANIFEST, StandardResolveOptions.RESOLVE_FILE);
    if (!BeamFiles.exists(file)) {
      throw new MillraceException(
          ErrorKind.WRONG_USE, address + " is not the output of a finished run: no manifest.json");
    }
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      return new FinishedOutput(folder, ManifestJson.read(in.readAllBytes()));
    }
  }

  /**
   * The outputs at an address: those of the committed windows in order of time, with their paths,
   * each ending in '/', as keys; or the only output, with the key "".
   *
   * @throws MillraceException when there is no output
   */
  public static SortedMap<String, FinishedOutput> openAll(String address) throws IOException {
    folder(address);
    SortedMap<String, FinishedOutput> all = new TreeMap<>();
    for (String window : WindowIndex.names(address)) {
      all.put(Shards.WINDOWS + '/' + window + '/', open(WindowIndex.address(address, window)));
    }
    if (all.isEmpty()) {
      all.put("", open(address));
    }
    return all;
  }

  /**
   * Checks that a run has finished, or that a stream has committed windows.
   *
   * @throws MillraceException when not
   */
  public static void checkFinished(String address) throws IOException {
    boolean plain = openAll(address).containsKey("");
    ResourceId root = BeamFiles.folder(address);
    if (new WorkFolder(address).runKey().isPresent()
        || plain && !BeamFiles.exists(BeamFiles.resolve(root, Shards.SUCCESS))) {
      throw new MillraceException(
          ErrorKind.WRONG_USE, address + " holds an unfinished run; finish it with --resume first");
    }
  }

  private static ResourceId folder(String address) {
    if (!BeamFiles.isLocal(address)) {
      ObjectStores.prepare(); // takes a second, so not for a local folder
    }
    checkScheme(address);
    return BeamFiles.folder(address);
  }

  public static void checkWritable(String address) {
    check(BeamFiles::checkWritable, address);
  }

  private static void checkScheme(String address) {
    check(BeamFiles::checkScheme, address);
  }

  private static void check(Consumer<String> check, String address) {
    try {
      check.accept(address);
    } catch (IllegalArgumentException none) {
      throw new MillraceException(ErrorKind.WRONG_USE, none.getMessage(), none);
    }
  }

  /** Verifies an output, with all its windows; the manifest may be damaged. */
  public static OutputVerifier.Result verify(String address, OutputVerifier.Depth depth)
      throws IOException {
    ResourceId folder = folder(address);
    return WindowedVerifier.applies(folder)
        ? WindowedVerifier.verify(folder, depth)
        : OutputVerifier.verify(new BeamFolder(folder), depth);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Root of the output. */
  public ResourceId folder() {
    return folder;
  }

  /** The recipe of the run. */
  public Recipe recipe() {
    ObjectNode recipe = manifest.recipe().deepCopy();
    if (!recipe.has("inputs")) {
      // the recipe of a window has no inputs, which the reader requires
      recipe.putArray("inputs").addObject().put("jsonl", "a window's records");
    }
    return new RecipeReader(Stages.catalog())
        .read(recipe.toString(), Shards.MANIFEST, Overrides.none());
  }

  public List<VerdictRow> verdictsById(String id) throws IOException {
    return VerdictReader.byId(verdictFiles(), id);
  }

  /**
   * Record ids with a prefix, in order.
   *
   * @param most most ids that are returned
   */
  public SortedSet<String> ids(String prefix, int most) throws IOException {
    return VerdictReader.ids(verdictFiles(), prefix, most);
  }

  /**
   * Rows of a URL, given as in the verdicts or as it was before {@code pii} masked it. Other URLs
   * with the same masked form are found too.
   */
  public List<VerdictRow> verdictsByUrl(String url) throws IOException {
    List<VerdictRow> found = VerdictReader.byUrl(verdictFiles(), url);
    Optional<PiiSettings> masks = PiiFields.masks(recipe());
    if (!found.isEmpty() || masks.isEmpty()) {
      return found;
    }
    String masked = new PiiMasker(masks.get()).maskUrl(url);
    return masked.equals(url) ? found : VerdictReader.byUrl(verdictFiles(), masked);
  }

  /** Reads all verdicts, in order of their files. */
  public void forEachVerdict(Consumer<VerdictRow> out) throws IOException {
    for (StoredFile file : verdictFiles()) {
      try (VerdictReader reader = VerdictReader.open(file)) {
        for (Optional<VerdictRow> next = reader.next(); next.isPresent(); next = reader.next()) {
          out.accept(next.get());
        }
      }
    }
  }

  /** Reads the records of shards as lines of JSON, in order of the paths. */
  public void forEachLine(List<String> paths, Consumer<byte[]> out) throws IOException {
    for (String path : paths) {
      if (PairReader.holdsPairs(path)) {
        try (PairReader reader = PairReader.open(new BeamFolder(folder).file(path))) {
          for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            out.accept(next.get().toJson());
          }
        }
      } else {
        forEachDocument(List.of(path), document -> out.accept(DocumentJson.toBytes(document)));
      }
    }
  }

  /** Reads the documents of shards, in order of the paths. */
  public void forEachDocument(List<String> paths, Consumer<Document> out) throws IOException {
    for (String path : paths) {
      try (ShardReader reader = ShardReader.open(new BeamFolder(folder).file(path))) {
        for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
          out.accept(next.get());
        }
      }
    }
  }

  /**
   * The text of a record: as emitted if it was kept, else as it was when a stage dropped it.
   *
   * @return empty when no file of documents has it, as for unreadable records and image-text pairs
   */
  public Optional<String> text(VerdictRow row) throws IOException {
    String folder = "rejected/" + row.stage() + "/part-";
    List<String> paths =
        row.shard().isEmpty()
            ? manifest.rejected().stream()
                .map(ShardInfo::path)
                .filter(path -> path.startsWith(folder))
                .toList()
            : List.of(row.shard());
    for (String path : paths) {
      if (PairReader.holdsPairs(path)) {
        continue;
      }
      try (ShardReader reader = ShardReader.open(new BeamFolder(this.folder).file(path))) {
        for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
          if (next.get().id().equals(row.id())) {
            return Optional.of(next.get().text());
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<StoredFile> verdictFiles() {
    return manifest.verdicts().stream()
        .map(ShardInfo::path)
        .<StoredFile>map(new BeamFolder(folder)::file)
        .toList();
  }
}
