package io.millrace.app;

import static io.millrace.app.DeployYaml.at;
import static io.millrace.app.DeployYaml.each;
import static io.millrace.app.DeployYaml.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Version;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.stream.KafkaRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Manifests for Kubernetes and Compose are complete, and their references exist. */
class DeployManifestsTest {

  private static final Path DEPLOY = Path.of("../deploy");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final String SECRET = "millrace-secrets";

  private static final Map<String, String> VERSIONS =
      Map.ofEntries(
          Map.entry("Namespace", "v1"),
          Map.entry("PersistentVolumeClaim", "v1"),
          Map.entry("ConfigMap", "v1"),
          Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
          Map.entry("Service", "v1"),
          Map.entry("StatefulSet", "apps/v1"),
          Map.entry("Deployment", "apps/v1"),
          Map.entry("CronJob", "batch/v1"),
          Map.entry("Kafka", "kafka.strimzi.io/v1beta2"),
          Map.entry("KafkaNodePool", "kafka.strimzi.io/v1beta2"),
          Map.entry("KafkaTopic", "kafka.strimzi.io/v1beta2"),
          Map.entry("FlinkDeployment", "flink.apache.org/v1beta1"));

  private static List<Map<?, ?>> manifests() throws IOException {
    Object list = at(DeployYaml.one(KUBERNETES.resolve("kustomization.yaml")), "resources");
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object file : (List<?>) list) {
      all.addAll(DeployYaml.all(KUBERNETES.resolve((String) file)));
    }
    return all;
  }

  private static Set<String> names(String kind) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Map<?, ?> manifest : manifests()) {
      if (manifest.get("kind").equals(kind)) {
        names.add(text(manifest, "metadata", "name"));
      }
    }
    return names;
  }

  private static Map<?, ?> only(String kind) throws IOException {
    return manifests().stream()
        .filter(each -> each.get("kind").equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allFilesAreListedAndAllManifestsHaveKnownKinds() throws IOException {
    Set<String> listed = new TreeSet<>();
    Object list = at(DeployYaml.one(KUBERNETES.resolve("kustomization.yaml")), "resources");
    ((List<?>) list).forEach(file -> listed.add((String) file));
    listed.add("kustomization.yaml");
    try (var files = Files.list(KUBERNETES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
    Set<String> seen = new TreeSet<>();
    for (Map<?, ?> manifest : manifests()) {
      String kind = text(manifest, "kind");
      assertThat(text(manifest, "apiVersion")).as(kind).isEqualTo(VERSIONS.get(kind));
      assertThat(seen.add(kind + " " + text(manifest, "metadata", "name"))).isTrue();
      assertThat(text(manifest, "metadata", "name")).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
      if (!kind.equals("Namespace")) {
        assertThat(text(manifest, "metadata", "namespace")).isEqualTo("millrace");
      }
      assertThat(manifest.keySet().stream().map(Object::toString).toList())
          .isSubsetOf("apiVersion", "kind", "metadata", "spec", "data");
    }
  }

  @Test
  void referencesOfPodsExist() throws IOException {
    Set<String> claims = names("PersistentVolumeClaim");
    Set<String> maps = names("ConfigMap");
    String readme = Files.readString(DEPLOY.resolve("README.md"));
    for (Map<?, ?> manifest : manifests()) {
      each(manifest, "claimName", pod -> assertThat(claims).contains(text(pod, "claimName")));
      each(
          manifest,
          "configMap",
          volume -> assertThat(maps).contains(text(volume, "configMap", "name")));
      each(
          manifest,
          "secretKeyRef",
          value -> {
            assertThat(text(value, "secretKeyRef", "name")).isEqualTo(SECRET);
            assertThat(readme).contains("--from-literal=" + text(value, "secretKeyRef", "key"));
          });
      each(manifest, "containers", DeployManifestsTest::assertMounts);
      each(manifest, "image", DeployManifestsTest::assertImage);
    }
    assertThat(readme).contains("create secret generic " + SECRET);
  }

  private static void assertImage(Map<?, ?> container) {
    String image = text(container, "image");
    assertThat(image).matches("[a-z/]+:[A-Za-z0-9._-]+").doesNotEndWith(":latest");
    if (image.startsWith("millrace:")) {
      assertThat(image).isEqualTo("millrace:" + Version.TEXT);
    }
  }

  /** Checks the volumes of a pod and their mount paths. */
  private static void assertMounts(Map<?, ?> pod) {
    Set<String> volumes = new TreeSet<>(Set.of("data"));
    if (pod.get("volumes") instanceof List<?> list) {
      list.forEach(volume -> volumes.add(text(volume, "name")));
    }
    for (Object container : (List<?>) pod.get("containers")) {
      assertThat(text(container, "name")).isNotEmpty();
      if (at(container, "volumeMounts") instanceof List<?> mounts) {
        for (Object mount : mounts) {
          assertThat(volumes).contains(text(mount, "name"));
          assertThat(text(mount, "mountPath")).startsWith("/");
        }
      }
    }
  }

  @Test
  void selectorsSelectTheirPods() throws IOException {
    for (Map<?, ?> manifest : manifests()) {
      Object labels = at(manifest, "spec", "selector", "matchLabels");
      if (labels != null) {
        assertThat(at(manifest, "spec", "template", "metadata", "labels")).isEqualTo(labels);
      }
    }
    Map<?, ?> set = only("StatefulSet");
    assertThat(names("Service")).contains(text(set, "spec", "serviceName"));
    assertThat(at(only("Service"), "spec", "selector"))
        .isEqualTo(at(set, "spec", "selector", "matchLabels"));
  }

  @Test
  void recipesUseExistingTopicsAndServices() throws IOException {
    Map<?, ?> recipes = (Map<?, ?>) only("ConfigMap").get("data");
    String stream = text(recipes, "stream.yaml");
    assertThat(names("KafkaTopic"))
        .contains(after(stream, "topic: "), after(stream, "dead_letter_topic: "));
    String kafka = text(only("Kafka"), "metadata", "name");
    assertThat(after(stream, "bootstrap: ")).isEqualTo(kafka + "-kafka-bootstrap:9092");
    for (String kind : List.of("KafkaTopic", "KafkaNodePool")) {
      for (Map<?, ?> manifest : manifests()) {
        if (manifest.get("kind").equals(kind)) {
          Object cluster = at(manifest, "metadata", "labels");
          assertThat(text(cluster, "strimzi.io/cluster")).isEqualTo(kafka);
        }
      }
    }
    String flink = text(only("FlinkDeployment"), "metadata", "name");
    String all = manifests().toString();
    assertThat(all).contains("--flink-master, " + flink + "-rest:8081");
    Matcher used = Pattern.compile("/recipe/([a-z.]+\\.yaml)").matcher(all);
    int count = 0;
    while (used.find()) {
      assertThat(recipes.containsKey(used.group(1))).isTrue();
      count++;
    }
    assertThat(count).isEqualTo(2);
  }

  @Test
  void recipesAreValid() throws IOException {
    RecipeReader reader = new RecipeReader(Stages.catalog());
    Map<?, ?> recipes = (Map<?, ?>) only("ConfigMap").get("data");
    Recipe batch = reader.read(text(recipes, "batch.yaml"), "batch.yaml", Overrides.none());
    Recipe stream = reader.read(text(recipes, "stream.yaml"), "stream.yaml", Overrides.none());
    Recipe compose = reader.read(DEPLOY.resolve("recipe.yaml"), Overrides.none());
    assertThat(batch.inputs()).extracting(Recipe.Input::kind).containsExactly("warc");
    for (Recipe each : List.of(stream, compose)) {
      assertThat(each.windows().isOn()).isTrue();
      assertThat(KafkaRecords.of(each, "checkpoints")).isNotNull();
    }
  }

  private static String after(String text, String name) {
    Matcher line = Pattern.compile("(?m)(?:^|[ {])" + name + "([^ ,}\n]+)").matcher(text);
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  @Test
  void referencesOfComposeExist() throws IOException {
    Map<?, ?> compose = (Map<?, ?>) DeployYaml.one(DEPLOY.resolve("compose.yaml"));
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    Map<?, ?> volumes = (Map<?, ?>) compose.get("volumes");
    for (Map.Entry<?, ?> entry : services.entrySet()) {
      Object service = entry.getValue();
      assertThat(text(service, "image")).isNotEmpty();
      Object needed = at(service, "depends_on");
      Set<Object> names =
          needed instanceof Map<?, ?> map
              ? Set.copyOf(map.keySet())
              : needed == null ? Set.of() : Set.copyOf((List<?>) needed);
      assertThat(services.keySet().containsAll(names)).as(entry.getKey().toString()).isTrue();
      if (needed instanceof Map<?, ?> conditions) {
        conditions.forEach((name, condition) -> assertHealth(services.get(name), condition));
      }
      if (at(service, "volumes") instanceof List<?> mounts) {
        mounts.forEach(mount -> assertMount((String) mount, volumes));
      }
      if (at(service, "build") != null) {
        assertThat(
                DEPLOY
                    .resolve(text(service, "build", "context"))
                    .resolve(text(service, "build", "dockerfile")))
            .exists();
      }
    }
    assertThat(text(services.get("serve"), "image"))
        .isEqualTo(text(services.get("ingest"), "image"));
  }

  @Test
  void composePublishesPortsOnLoopbackOnly() throws IOException {
    Map<?, ?> compose = (Map<?, ?>) DeployYaml.one(DEPLOY.resolve("compose.yaml"));
    for (Map.Entry<?, ?> service : ((Map<?, ?>) compose.get("services")).entrySet()) {
      if (at(service.getValue(), "ports") instanceof List<?> ports) {
        assertThat(ports)
            .as(service.getKey().toString())
            .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
      }
      assertThat(at(service.getValue(), "network_mode")).isNull();
    }
  }

  @Test
  void manifestsContainNoPassword() throws IOException {
    List<Map<?, ?>> all = new ArrayList<>(manifests());
    all.add((Map<?, ?>) DeployYaml.one(DEPLOY.resolve("compose.yaml")));
    for (Map<?, ?> manifest : all) {
      for (String name : List.of("PGPASSWORD", "POSTGRES_PASSWORD")) {
        each(
            manifest,
            name,
            environment ->
                assertThat(text(environment, name))
                    .startsWith("${MILLRACE_DB_PASSWORD:?")
                    .endsWith("}"));
      }
      each(
          manifest,
          "env",
          container ->
              ((List<?>) at(container, "env"))
                  .stream()
                      .filter(entry -> text(entry, "name").endsWith("PASSWORD"))
                      .forEach(entry -> assertThat(at(entry, "valueFrom")).isNotNull()));
    }
  }

  @Test
  void otherNamespacesReachMetricsOnly() throws IOException {
    Map<?, ?> policy = only("NetworkPolicy");
    assertThat(at(policy, "spec", "podSelector")).isEqualTo(Map.of());
    for (Object rule : (List<?>) at(policy, "spec", "ingress")) {
      for (Object peer : (List<?>) at(rule, "from")) {
        if (at(peer, "namespaceSelector") != null && at(peer, "podSelector") == null) {
          assertThat((List<?>) at(rule, "ports"))
              .extracting(port -> at(port, "port"))
              .isSubsetOf(9249, 9250);
        }
      }
    }
  }

  private static void assertHealth(Object needed, Object condition) {
    if (text(condition, "condition").equals("service_healthy")) {
      assertThat(at(needed, "healthcheck", "test")).isInstanceOf(List.class);
    }
  }

  private static void assertMount(String mount, Map<?, ?> volumes) {
    String from = mount.substring(0, mount.indexOf(":/"));
    if (from.startsWith(".")) {
      assertThat(DEPLOY.resolve(from)).exists();
    } else if (!from.startsWith("${")) {
      assertThat(volumes.containsKey(from)).as(mount).isTrue();
    }
  }
}
