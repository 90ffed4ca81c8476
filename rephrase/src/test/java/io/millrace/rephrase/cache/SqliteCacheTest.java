package io.millrace.rephrase.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteCacheTest extends CompletionCacheContract {

  private Path file() {
    return folder.resolve("new/folder/cache.db");
  }

  @Override
  String url() {
    return "sqlite:" + file();
  }

  @Test
  void entriesOutliveTheProcess() {
    cache.put(key(1), value("kept", "m", 1));
    cache.close();
    cache = CompletionCache.open(url());
    assertThat(cache.get(key(1))).contains(value("kept", "m", 1));
  }

  /** Process that puts the same keys as other processes and prints the stored answers. */
  public static final class Putter {

    public static void main(String[] args) {
      StringBuilder seen = new StringBuilder();
      try (CompletionCache cache = CompletionCache.open(args[0])) {
        for (int i = 0; i < 100; i++) {
          seen.append(cache.put(key(i), value(args[1], "m", 1)).completion().text());
        }
      }
      System.out.print(seen);
    }
  }

  @Test
  void concurrentProcessesGetTheSameAnswers() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Putter.class.getName(),
                  url(),
                  name)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    StringBuilder stays = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      stays.append(cache.put(key(i), value("c", "m", 1)).completion().text());
    }
    for (Process process : processes) {
      String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(seen).isEqualTo(stays.toString());
    }
  }

  @Test
  void aForeignFileIsReportedInOneLine() throws IOException {
    Path damaged = folder.resolve("damaged.db");
    Files.writeString(damaged, "this is no database, and long enough to be seen".repeat(100));
    assertThatThrownBy(() -> CompletionCache.open("sqlite:" + damaged))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "sqlite:" + damaged + " is damaged or not a store: move it away, or restore a copy");
  }

  @Test
  void aDamagedPageIsReportedInOneLine() throws IOException {
    for (int i = 0; i < 500; i++) {
      cache.put(key(i), value("text ".repeat(50), "m", 1));
    }
    cache.close();
    byte[] bytes = Files.readAllBytes(file());
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(file(), bytes);
    assertThatThrownBy(
            () -> {
              cache = CompletionCache.open(url());
              cache.forEach((key, value) -> {});
            })
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("sqlite:" + file() + " is damaged");
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE millrace_schema SET version = 2");
    }
    assertThatThrownBy(() -> CompletionCache.open(url()))
        .isInstanceOf(StoreException.class)
        .hasMessage(url() + " has version 2 of the completions; this program knows 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sqlite:",
        "redis://host",
        "cache.db",
        "postgresql://",
        "postgresql:x",
        "postgresql://u:secret@h"
      })
  void invalidAddressesAreRefused(String url) {
    assertThatThrownBy(() -> CompletionCache.open(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"key\":1}", "{\"key\":\"00\"}"})
  void invalidLinesOfAnImportAreReportedWithTheirNumber(String line) throws IOException {
    Path file = folder.resolve("x.jsonl");
    CacheFile.write(cache, file);
    cache.put(key(1), value("a", "m", 1));
    CacheFile.write(cache, file);
    Files.writeString(file, Files.readString(file) + line + "\n");
    assertThatThrownBy(() -> CacheFile.read(file, cache))
        .isInstanceOf(IOException.class)
        .hasMessage("line 2 is not a completion of a cache");
  }
}
