package io.millrace.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms' imports point one way (docs/decisions/0001-rooms.md). */
class LayeringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.millrace");

  @Test
  void roomsImportOneWay() {
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
  void onlyConnectorsAndPipelinesSeeBeam() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.millrace.connectors..", "io.millrace.pipelines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.beam..", "org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void theHtmlParserStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.extract.html")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.millrace..")
                .and(resideOutsideOfPackage("io.millrace.extract.html")))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.millrace.(*.*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
