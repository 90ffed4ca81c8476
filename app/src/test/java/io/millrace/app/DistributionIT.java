package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The distribution contains licences and a bill of materials, and no banned library. */
class DistributionIT {

  private static final Path DIST = Path.of("target/dist");

  /** Libraries with published vulnerabilities: docs/how-to/security.md. */
  private static final Pattern BANNED =
      Pattern.compile(
          "lz4-java-1\\.8.*|commons-lang-2.*|logback-.*-1\\.5\\.1\\d|aircompressor-2\\.0\\.[012]"
              + "|flink-shaded-(zookeeper-3-3\\.7.*|netty-4\\.1.*|jackson-2\\.14.*)|log4j-1.*|reload4j.*");

  private static final Pattern PURL =
      Pattern.compile("pkg:maven/[^/]+/([^@]+)@([^?]+)\\?(?:classifier=([^&]+)&)?type=jar");

  private static List<String> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(DIST.resolve("lib"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ".jar".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void noBannedLibraryIsIncluded() throws IOException {
    assertThat(libraries())
        .hasSizeGreaterThan(100)
        .noneMatch(name -> BANNED.matcher(name).matches())
        .anyMatch(name -> name.startsWith("lz4-java-1.1"))
        .anyMatch(name -> name.startsWith("flink-shaded-netty-4.2"));
  }

  @Test
  void billOfMaterialsListsExactlyTheLibraries() throws IOException {
    assertThat(DIST.resolve("sbom.json")).as("'mvn verify' writes it, but not with -o").exists();
    JsonNode bill = new ObjectMapper().readTree(DIST.resolve("sbom.json").toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Set<String> listed = new HashSet<>();
    listed.add("millrace-app-" + bill.at("/metadata/component/version").asText());
    for (JsonNode component : bill.path("components")) {
      Matcher purl = PURL.matcher(component.path("purl").asText());
      assertThat(purl.matches()).as(component.path("purl").asText()).isTrue();
      String classifier = purl.group(3) == null ? "" : "-" + purl.group(3);
      listed.add(purl.group(1) + "-" + purl.group(2) + classifier);
      boolean own = purl.group(1).startsWith("millrace-");
      assertThat(own || component.path("hashes").size() > 0).as(purl.group()).isTrue();
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(libraries());
  }

  @Test
  void licencesAreIncluded() throws IOException {
    assertThat(DIST.resolve("LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
    assertThat(DIST.resolve("NOTICE")).hasSameTextualContentAs(Path.of("../NOTICE"));
    List<String> lines = Files.readAllLines(DIST.resolve("THIRD-PARTY.txt"));
    List<String> libraries = lines.stream().filter(line -> line.contains(" (")).toList();
    assertThat(libraries).hasSizeGreaterThan(150);
    assertThat(lines).noneMatch(line -> line.contains("Unknown license"));
    assertThat(lines).anyMatch(line -> line.contains("org.apache.opennlp:opennlp-tools:"));
  }
}
