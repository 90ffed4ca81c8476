package io.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.store.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in settings work, and no output shows them. */
class SecretsIT {

  private static final String SECRET = "S3cretPl4nted";

  @TempDir private Path folder;

  private Path recipe(String input, String cache, String endpoint) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), SECRET);
    return Files.writeString(
        folder.resolve("r.yaml"),
        """
        inputs: [jsonl: {paths: ['INPUT'], source: made}]
        stages:
          - rephrase:
              model: fake
              server: {endpoints: ['ENDPOINT'], key_file: 'KEY'}
              cache: 'CACHE'
              budget: {max_tokens: 1000000}
              language_model: ''
        output: {shards: 1}
        tolerance: .2
        """
            .replace("INPUT", input)
            .replace("ENDPOINT", endpoint)
            .replace("KEY", key.toString())
            .replace("CACHE", cache));
  }

  @Test
  void outputsContainNoSecretOfASetting() throws Exception {
    String store = TestPostgres.newDatabase();
    String address = store.replace(":postgres@", ":" + SECRET + "@");
    String query = "/in.jsonl?token=" + SECRET + "&page=1";
    Path log = folder.resolve("log");
    Path output = folder.resolve("out");
    try (RawServer web = new RawServer();
        FakeLlmServer model = FakeLlmServer.start(FaultPlan.NONE)) {
      String lines = String.join("\n", MadeText.lines(20, 9)) + "\n";
      web.serve("/in.jsonl", "", lines.getBytes(UTF_8));
      Path recipe = recipe(web.url(query), address, model.endpoint());
      try (ChildJvm run =
          ChildJvm.start(
              log,
              Map.of(),
              List.of(
                  "run",
                  recipe.toString(),
                  "--output",
                  output.toString(),
                  "--verbose",
                  "--set",
                  "stages.rephrase.budget_store="
                      + store.replace("postgres:postgres@", "")
                      + "?user=postgres&password="
                      + SECRET))) {
        assertThat(run.end()).as(run.said()).isZero();
        assertThat(run.said()).doesNotContain(SECRET);
      }
      assertThat(model.authorizations()).containsExactly("Bearer " + SECRET);
      assertThat(model.requests()).isPositive();
      // the published recipe has the same addresses without secrets
      String manifest = Files.readString(output.resolve("manifest.json"));
      assertThat(manifest)
          .contains("postgresql://postgres@localhost", "password=***", "?token=***&page=1");
      assertThat(Cli.done("check", recipe.toString()).out())
          .contains("?token=***&page=1")
          .doesNotContain(SECRET);
      assertThat(hash(recipe(web.url(query), store, model.endpoint())))
          .as("another password is the same run")
          .isEqualTo(hash(recipe(web.url(query), address, model.endpoint())));
    }
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
  }

  private static String hash(Path recipe) {
    return Cli.done("check", recipe.toString()).out().replaceAll("(?s).*sha256 +(\\w+).*", "$1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inputs: [jsonl: 'http://me:S3cretPl4nted@127.0.0.1:1/a.jsonl']\nstages: []\n",
        "inputs: [jsonl: 'http://127.0.0.1:1/a.jsonl?token=S3cretPl4nted']\nstages: []\n",
        "inputs: [jsonl: 'nosuch://me:S3cretPl4nted@127.0.0.1/a']\nstages: []\n",
        "inputs: [jsonl: a]\nstages: [rephrase: {cache: ['x://me:S3cretPl4nted@h/d']}]\n",
        "inputs: [jsonl: a]\nstages: [rephrase: {cache: 'postgresql://me:S3cretPl4nted@'}]\n",
        "inputs: [jsonl: a]\nstages: [rephrase: {server: {key_variable: sk-S3cretPl4nted}}]\n",
        "inputs: [jsonl: a]\n"
            + "stages: [rephrase: {styles:"
            + " 'postgresql://me:S3cretPl4nted@host/database/of/a/long/name/that/is/cut'}]\n",
        "inputs: [kafka: {bootstrap: h, topic: t, security: {sasl.jaas.config: 'x required"
            + " username=\"${env:U}\" password=\"S3cretPl4nted\";'}}]\nstages: []\n",
        "inputs: [kafka: {bootstrap: h, topic: t, security: {ssl.key.password:"
            + " '${env:U}S3cretPl4nted'}}]\nstages: []\n"
      })
  void errorsContainNoSecret(String yaml) throws IOException {
    Path recipe = Files.writeString(folder.resolve("wrong.yaml"), yaml);
    Files.writeString(folder.resolve("a"), "");
    Cli ran =
        Cli.run(
            "run",
            recipe.toString(),
            "--output",
            folder.resolve("none").toString(),
            "--runner",
            "direct");
    assertThat(ran.code()).as(ran.err()).isIn(ExitCode.WRONG_USE, ExitCode.OUTSIDE_FAILED);
    assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
  }

  @Test
  void errorsDoNotRepeatAnInvalidAssignment() throws IOException {
    Path recipe =
        Files.writeString(folder.resolve("wrong.yaml"), "inputs: [jsonl: a]\nstages: []\n");
    for (String assignment :
        List.of(
            "postgresql://me:" + SECRET + "@host/database",
            "stages.rephrase.cache=postgresql://me:" + SECRET + "@host/database",
            "stages.none=postgresql://me:" + SECRET + "@host/database")) {
      Cli ran = Cli.run("check", recipe.toString(), "--set", assignment);
      assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
    }
  }
}
