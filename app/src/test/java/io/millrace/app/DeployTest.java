package io.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.serve.ServiceMetrics;
import io.millrace.pipelines.stream.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks scripts, image, services and alerts of deploy/ without running them. */
class DeployTest {

  private static final Path DEPLOY = Path.of("../deploy");

  /** Metrics of Flink 1.19 for alerts and dashboard, with the names of its Prometheus reporter. */
  private static final Set<String> OF_FLINK =
      Set.of(
          "flink_jobmanager_numRegisteredTaskManagers",
          "flink_jobmanager_numRunningJobs",
          "flink_jobmanager_job_numRestarts",
          "flink_jobmanager_job_numberOfCompletedCheckpoints",
          "flink_jobmanager_job_numberOfFailedCheckpoints",
          "flink_jobmanager_job_lastCheckpointDuration",
          "flink_jobmanager_job_lastCheckpointSize",
          "flink_taskmanager_job_task_currentInputWatermark",
          "flink_taskmanager_job_task_backPressuredTimeMsPerSecond",
          "flink_taskmanager_Status_JVM_Memory_Heap_Used",
          "flink_taskmanager_Status_JVM_Memory_Heap_Max",
          "flink_taskmanager_Status_JVM_CPU_Load");

  private static final Pattern METRIC =
      Pattern.compile("(?<![a-z_])(?:flink|millrace)_[A-Za-z0-9_]+");
  private static final Pattern OWN_RULE = Pattern.compile("millrace:[a-z0-9]+:[a-z0-9]+");

  static Stream<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.walk(DEPLOY)) {
      return Stream.concat(
          all
              .filter(file -> !file.toString().contains("/.state/"))
              .filter(DeployTest::isScript)
              .toList()
              .stream(),
          Stream.of(Path.of("../millrace")))
          .toList()
          .stream();
    }
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && (name.endsWith(".sh") || name.equals("millrace"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsAreValid(Path script) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(bash.exitValue()).isZero();
    if (!script.endsWith("common.sh")) {
      assertThat(script).isExecutable();
      assertThat(Files.readString(script))
          .startsWith("#!/usr/bin/env bash\n")
          .contains("set -euo pipefail\n");
    }
  }

  @Test
  void localClusterUsesTheVersionsOfTheBuild() throws IOException {
    String root = Files.readString(Path.of("../pom.xml"));
    String flink = between(root, "<flink.version>", "</flink.version>");
    String kafka = between(root, "<kafka.version>", "</kafka.version>");
    assertThat(Files.readString(DEPLOY.resolve("local/flink/pom.xml")))
        .contains("<flink.version>" + flink + "</flink.version>");
    assertThat(Files.readString(DEPLOY.resolve("local/broker/pom.xml")))
        .contains("<artifactId>kafka-tools</artifactId><version>" + kafka + "</version>")
        .contains("<artifactId>kafka_2.13</artifactId><version>" + kafka + "</version>");
    String compose = Files.readString(DEPLOY.resolve("compose.yaml"));
    assertThat(compose)
        .contains("image: apache/kafka:" + kafka)
        .contains("image: flink:" + flink + "-");
    assertThat(Files.readString(DEPLOY.resolve("kubernetes/flink.yaml")))
        .contains("image: flink:" + flink + "-");
    assertThat(Files.readString(DEPLOY.resolve("kubernetes/kafka.yaml")))
        .contains("version: " + kafka);
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  @Test
  void filesOfTheImageExist() throws IOException {
    String file = Files.readString(DEPLOY.resolve("docker/Dockerfile"));
    Set<String> stages = new TreeSet<>();
    Matcher stage = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$").matcher(file);
    while (stage.find()) {
      stages.add(stage.group(1));
    }
    Matcher from = Pattern.compile("--from=(\\S+)").matcher(file);
    while (from.find()) {
      assertThat(stages).contains(from.group(1));
    }
    Matcher copy = Pattern.compile("(?m)^COPY (?:--chmod=\\d+ )?(\\S+) (\\S+)$").matcher(file);
    int copies = 0;
    while (copy.find()) {
      assertThat(Path.of("..").resolve(copy.group(1))).exists();
      copies++;
    }
    assertThat(copies).isEqualTo(2);
    assertThat(file).contains("ENTRYPOINT [\"/usr/local/bin/millrace\"]").contains("USER 9999");
  }

  @ParameterizedTest
  @MethodSource("units")
  void systemdServicesAreComplete(Path unit) throws IOException {
    List<String> sections = new ArrayList<>();
    for (String line : Files.readAllLines(unit)) {
      if (line.startsWith("[")) {
        sections.add(line);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        assertThat(line).matches("[A-Z][A-Za-z]+=.+");
        assertThat(sections).isNotEmpty();
      }
    }
    boolean timer = unit.toString().endsWith(".timer");
    assertThat(sections).containsExactly("[Unit]", timer ? "[Timer]" : "[Service]", "[Install]");
    String text = Files.readString(unit);
    if (timer) {
      assertThat(DEPLOY.resolve("systemd/" + between(text, "Unit=", "\n"))).exists();
      assertThat(text).containsPattern("(?m)^OnCalendar=");
    } else {
      assertThat(text).containsPattern("(?m)^ExecStart=/").contains("User=millrace");
    }
  }

  static Stream<Path> units() throws IOException {
    try (Stream<Path> files = Files.list(DEPLOY.resolve("systemd"))) {
      return files.toList().stream();
    }
  }

  /** Counters of millrace, with the names of Flink's reporter. */
  private static Set<String> ownMetrics() throws IOException {
    String source =
        Files.readString(
            Path.of("../connectors/src/main/java/io/millrace/connectors/kafka/ReadKafka.java"));
    String namespace = between(source, "String METRICS = \"", "\"").replace('.', '_');
    Set<String> names = new TreeSet<>();
    Matcher counter = Pattern.compile("counter\\(METRICS, \"([a-z_]+)\"\\)").matcher(source);
    while (counter.find()) {
      names.add("flink_taskmanager_job_task_operator_" + namespace + "_" + counter.group(1));
    }
    assertThat(names).hasSizeGreaterThan(2);
    ServiceStatus all =
        new ServiceStatus(
            "RUNNING",
            1,
            1,
            1,
            1,
            1,
            1,
            new TreeMap<>(Map.of("kept", 1L)),
            1,
            1,
            new TreeMap<>(Map.of("pages/0", 1L)),
            "");
    ServiceMetrics.text(all, true)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]")[0]));
    assertThat(names).contains("millrace_lag_messages", "millrace_records_total");
    return names;
  }

  private static void assertKnown(String expression, Set<String> recorded) throws IOException {
    Set<String> known = new TreeSet<>(OF_FLINK);
    known.addAll(ownMetrics());
    known.addAll(recorded);
    Set<String> named = new TreeSet<>();
    for (Pattern pattern : List.of(METRIC, OWN_RULE)) {
      Matcher matcher = pattern.matcher(expression);
      while (matcher.find()) {
        named.add(matcher.group());
      }
    }
    assertThat(known).containsAll(named);
    if (!expression.startsWith("up{")) {
      assertThat(named).as(expression).isNotEmpty();
    }
    long open = expression.chars().filter(c -> c == '(').count();
    assertThat(expression.chars().filter(c -> c == ')').count()).as(expression).isEqualTo(open);
  }

  @Test
  void alertsUseExistingMetrics() throws IOException {
    Set<String> recorded = new TreeSet<>();
    Set<String> alerts = new TreeSet<>();
    Map<?, ?> file = (Map<?, ?>) DeployYaml.one(DEPLOY.resolve("monitoring/rules.yml"));
    for (Object group : (List<?>) file.get("groups")) {
      for (Object each : (List<?>) ((Map<?, ?>) group).get("rules")) {
        Map<?, ?> rule = (Map<?, ?>) each;
        assertKnown((String) rule.get("expr"), recorded);
        if (rule.containsKey("record")) {
          recorded.add((String) rule.get("record"));
        } else {
          assertThat(alerts.add((String) rule.get("alert"))).isTrue();
          assertThat((Map<?, ?>) rule.get("labels")).hasToString(severity(rule));
          assertThat(((Map<?, ?>) rule.get("annotations")).get("summary")).isNotNull();
        }
      }
    }
    assertThat(alerts).hasSizeGreaterThan(5);
    Map<?, ?> prometheus = (Map<?, ?>) DeployYaml.one(DEPLOY.resolve("monitoring/prometheus.yml"));
    for (Object rules : (List<?>) prometheus.get("rule_files")) {
      assertThat(DEPLOY.resolve("monitoring").resolve((String) rules)).exists();
    }
  }

  private static String severity(Map<?, ?> rule) {
    Object severity = ((Map<?, ?>) rule.get("labels")).get("severity");
    assertThat(Set.of("critical", "warning", "info")).contains((String) severity);
    return "{severity=" + severity + "}";
  }

  @Test
  void dashboardUsesExistingMetrics() throws IOException {
    JsonNode board =
        new ObjectMapper().readTree(DEPLOY.resolve("monitoring/grafana-board.json").toFile());
    assertThat(board.path("uid").asText()).isEqualTo("millrace");
    assertThat(board.path("schemaVersion").asInt()).isGreaterThan(30);
    Set<Integer> ids = new TreeSet<>();
    Set<String> places = new TreeSet<>();
    Map<?, ?> sources =
        (Map<?, ?>) DeployYaml.one(DEPLOY.resolve("monitoring/grafana-datasource.yml"));
    String source = (String) ((Map<?, ?>) ((List<?>) sources.get("datasources")).get(0)).get("uid");
    for (JsonNode panel : board.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(places.add(panel.path("gridPos").toString())).isTrue();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      assertThat(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("targets")).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertKnown(target.path("expr").asText(), Set.of());
        assertThat(target.path("datasource").path("uid").asText()).isEqualTo(source);
      }
    }
    assertThat(ids).hasSizeGreaterThan(8);
  }
}
