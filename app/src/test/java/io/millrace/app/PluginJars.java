package io.millrace.app;

import io.millrace.api.Plugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Builds jars of the example plugin and of changed versions of it. */
final class PluginJars {

  private static final Path SOURCES = Path.of("../examples/plugin/src/main");
  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  private PluginJars() {}

  /** The jar of the example, as its Maven project builds it. */
  static Path example(Path jar) throws IOException {
    return make(jar, source -> source, List.of());
  }

  /**
   * The jar of changed sources.
   *
   * @param change changes each source
   * @param leftOut simple names of compiled classes to leave out of the jar
   */
  static Path make(Path jar, UnaryOperator<String> change, List<String> leftOut)
      throws IOException {
    Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent().getParent(), "plugin");
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", work.toString(), "-cp"));
    arguments.add(api().toString());
    for (Path source : files(SOURCES.resolve("java"))) {
      Path changed = work.resolve(source.getFileName());
      Files.writeString(changed, change.apply(Files.readString(source)));
      arguments.add(changed.toString());
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (code != 0) {
      throw new AssertionError("the plugin's sources do not compile");
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files(work)) {
        String name = work.relativize(file).toString();
        if (name.endsWith(".class") && leftOut.stream().noneMatch(name::contains)) {
          put(out, name, Files.readAllBytes(file));
        }
      }
      put(out, SERVICE, Files.readAllBytes(SOURCES.resolve("resources").resolve(SERVICE)));
    }
    return jar;
  }

  /** A jar with one file. */
  static void write(Path jar, String name, String content) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, name, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A jar with a service entry for a plugin class. */
  static void naming(Path jar, String plugin) throws IOException {
    write(jar, SERVICE, plugin + "\n");
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path api() {
    try {
      return Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
