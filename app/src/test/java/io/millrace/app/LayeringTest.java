package io.millrace.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Imports between modules have one direction (docs/decisions/0001-modules-by-responsibility.md).
 */
class LayeringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.millrace");

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          return each.getPackageName().startsWith("io.millrace")
              ? SliceIdentifier.of(each.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  private static final int MOST_FILES = 30;
  private static final int LEAST_LINES = 5;
  private static final Pattern LINE_OF_TEXT = Pattern.compile(" \\* .*\\w.*");

  /** Packages without a complete package-info. */
  private static final Set<String> NOT_EXPLAINED =
      Set.of(
          "io.millrace.connectors.fetch.store",
          "io.millrace.connectors.read.images",
          "io.millrace.corpus.image");

  @Test
  void modulesImportInOneDirection() {
    String[] libraries = {
      "extract", "langid", "filters", "dedup", "images", "rephrase", "connectors"
    };
    var rooms =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.millrace.api..")
            .layer("corpus")
            .definedBy("io.millrace.corpus..")
            .layer("shards")
            .definedBy("io.millrace.shards..")
            .layer("pipelines")
            .definedBy("io.millrace.pipelines..")
            .layer("trainer")
            .definedBy("io.millrace.trainer..")
            .layer("app")
            .definedBy("io.millrace.app..");
    for (String library : libraries) {
      rooms = rooms.layer(library).definedBy("io.millrace." + library + "..");
      rooms = rooms.whereLayer(library).mayOnlyBeAccessedByLayers("pipelines", "app");
    }
    rooms
        .whereLayer("api")
        .mayNotAccessAnyLayer()
        .whereLayer("corpus")
        .mayOnlyAccessLayers("api")
        .whereLayer("shards")
        .mayOnlyAccessLayers("api", "corpus")
        .whereLayer("pipelines")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("trainer")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void onlyConnectorsAndPipelinesUseBeam() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.millrace.connectors..", "io.millrace.pipelines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.beam..", "org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void htmlParserDependsOnNoOtherPackage() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.extract.html")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.millrace..")
                .and(resideOutsideOfPackage("io.millrace.extract.html")))
        .check(CLASSES);
  }

  /** Every package is its own slice, also one with packages below it. */
  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageHasMoreThanThirtyFiles() throws IOException {
    Set<String> large = new TreeSet<>();
    packages()
        .forEach(
            (name, files) -> {
              if (files.size() > MOST_FILES) {
                large.add(name);
              }
            });
    assertThat(large).isEmpty();
  }

  @Test
  void simpleClassNamesAreUnique() throws IOException {
    Set<String> once = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    packages().values().stream()
        .flatMap(List::stream)
        .filter(name -> !once.add(name))
        .forEach(twice::add);
    assertThat(twice).isEmpty();
  }

  @Test
  void everyPackageIsExplained() throws IOException {
    Set<String> unexplained = new TreeSet<>();
    for (Path folder : folders()) {
      Path info = folder.resolve("package-info.java");
      long lines =
          Files.exists(info)
              ? Files.readAllLines(info).stream().filter(LINE_OF_TEXT.asMatchPredicate()).count()
              : 0;
      if (lines < LEAST_LINES) {
        unexplained.add(name(folder));
      }
    }
    assertThat(unexplained).isSubsetOf(NOT_EXPLAINED);
  }

  /** Names of the files of each package of main code, without package-info. */
  private static SortedMap<String, List<String>> packages() throws IOException {
    SortedMap<String, List<String>> packages = new TreeMap<>();
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.list(folder)) {
        packages.put(
            name(folder),
            files
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                .toList());
      }
    }
    return packages;
  }

  /** Folders with Java files of main code. */
  private static List<Path> folders() throws IOException {
    SortedSet<Path> folders = new TreeSet<>();
    try (Stream<Path> rooms = Files.list(Path.of(".."))) {
      for (Path room : rooms.toList()) {
        Path main = room.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> folders.add(file.getParent()));
          }
        }
      }
    }
    return List.copyOf(folders);
  }

  private static String name(Path folder) {
    String path = folder.toString().replace(File.separatorChar, '/');
    return path.substring(path.indexOf("/java/") + "/java/".length()).replace('/', '.');
  }
}
