package io.millrace.pipelines.plugin;

import io.millrace.api.FilterStage;
import io.millrace.api.Plugin;
import io.millrace.api.Reason;
import io.millrace.connectors.models.ModelStore;
import io.millrace.corpus.config.ConfigException;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.jar.JarFile;

/** The plugins of a process: their stages, reasons and prompt styles. Immutable once opened. */
public final class Plugins {

  /** No plugins. */
  public static final Plugins NONE = new Plugins(List.of(), Collections.emptySortedMap());

  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();
  private static final String CLASS_PATH = "on the class path";

  /** Plugins that this process opened; null on a worker, which uses those of its job. */
  private static volatile Plugins opened;

  private static final Map<ClassLoader, SoftReference<Plugins>> OF_JOBS = new WeakHashMap<>();

  private final List<Path> jars;
  private final SortedMap<String, String> hashes;
  private final SortedMap<String, PluginStage<?>> stages = new TreeMap<>();

  /** Null when no plugin has a style; the bundled styles are then read when needed. */
  private PromptLibrary styles;

  private Plugins(List<Path> jars, SortedMap<String, String> hashes) {
    this.jars = List.copyOf(jars);
    this.hashes = Collections.unmodifiableSortedMap(hashes);
  }

  /** The plugins of this process, or of the job that this thread works for. */
  public static Plugins current() {
    Plugins own = opened;
    return own != null ? own : ofJob(Thread.currentThread().getContextClassLoader());
  }

  /** Makes these the plugins of the process. */
  public static void use(Plugins plugins) {
    opened = plugins;
  }

  private static Plugins ofJob(ClassLoader loader) {
    synchronized (OF_JOBS) {
      SoftReference<Plugins> known = OF_JOBS.get(loader);
      Plugins plugins = known == null ? null : known.get();
      if (plugins == null) {
        plugins = new Plugins(List.of(), Collections.emptySortedMap());
        plugins.load(CLASS_PATH, loader);
        OF_JOBS.put(loader, new SoftReference<>(plugins));
      }
      return plugins;
    }
  }

  /**
   * Opens the jars of a folder: plugins, and libraries that they need.
   *
   * @throws PluginException when one cannot be used
   * @throws IOException when a file cannot be read
   */
  public static Plugins open(Path folder) throws IOException {
    List<Path> jars = jars(folder);
    SortedMap<String, String> hashes = new TreeMap<>();
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      hashes.put(jar.getFileName().toString(), ModelStore.sha256(jar));
      urls.add(jar.toUri().toURL());
    }
    ClassLoader all =
        new URLClassLoader("plugins", urls.toArray(URL[]::new), Plugins.class.getClassLoader());
    Plugins plugins = new Plugins(jars, hashes);
    boolean any = false;
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      if (hasPlugins(jar, name)) {
        plugins.load(name, new OneJar(jar, all));
        any = true;
      }
    }
    if (!any) {
      throw new PluginException("no jar in " + folder + " has a plugin, named in " + SERVICE);
    }
    return plugins;
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new PluginException("--plugins is '" + folder + "'; there is no such folder");
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jar -> jars.add(jar.toAbsolutePath()));
    }
    Collections.sort(jars);
    return jars;
  }

  private static boolean hasPlugins(Path jar, String name) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(SERVICE) != null;
    } catch (IOException damaged) {
      throw new PluginException(name, "it is no jar: " + damaged.getMessage(), damaged);
    }
  }

  /** Sees the service file of one jar, and the classes of all jars. */
  private static final class OneJar extends ClassLoader {

    private final URL service;

    OneJar(Path jar, ClassLoader all) throws MalformedURLException {
      super(all);
      service = new URL("jar:" + jar.toUri() + "!/" + SERVICE);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(SERVICE)
          ? Collections.enumeration(List.of(service))
          : super.getResources(name);
    }
  }

  private void load(String jar, ClassLoader loader) {
    try {
      for (Plugin plugin : ServiceLoader.load(Plugin.class, loader)) {
        for (FilterStage<?> stage : plugin.filters()) {
          add(PluginStage.of(jar, stage));
        }
        for (String style : plugin.promptStyles()) {
          addStyle(jar, plugin, style);
        }
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException | IOException broken) {
      throw new PluginException(jar, line(broken), broken);
    }
  }

  private void add(PluginStage<?> stage) {
    PluginStage<?> other = stages.putIfAbsent(stage.name(), stage);
    if (other != null) {
      throw new IllegalArgumentException("stage '" + stage.name() + "' is also in " + other.jar());
    }
    Map<String, Reason> keys = new HashMap<>();
    for (Reason reason : reasons()) {
      Reason same = keys.putIfAbsent(reason.key(), reason);
      if (same != null) {
        throw new IllegalArgumentException(
            "stages '"
                + same.stage()
                + "' and '"
                + reason.stage()
                + "' have a reason '"
                + reason.key()
                + "'");
      }
    }
  }

  private void addStyle(String jar, Plugin plugin, String resource) throws IOException {
    try (InputStream in = plugin.getClass().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("it has no resource '" + resource + "'");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      styles = styles().with(yaml, resource);
    } catch (ConfigException wrong) {
      throw new IllegalArgumentException(wrong.errors().get(0).toString(), wrong);
    }
  }

  /** Describes an error of a plugin's code in one line. */
  static String line(Throwable broken) {
    Throwable cause = broken;
    if (broken instanceof ServiceConfigurationError && broken.getCause() != null) {
      cause = broken.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "class " + message.replace('/', '.') + " is missing";
    }
    if (cause instanceof ServiceConfigurationError) {
      return message.replace(Plugin.class.getName() + ": ", "");
    }
    boolean told = cause instanceof IllegalArgumentException;
    return told ? message : cause.getClass().getSimpleName() + ": " + message;
  }

  /** All jars of the folder, also libraries, in order of their names. */
  public List<Path> jars() {
    return jars;
  }

  /** SHA-256 of each jar by file name. */
  public SortedMap<String, String> hashes() {
    return hashes;
  }

  public SortedMap<String, PluginStage<?>> stages() {
    return Collections.unmodifiableSortedMap(stages);
  }

  /** The bundled prompt styles and those of the plugins. */
  public PromptLibrary styles() {
    return styles == null ? PromptLibrary.inTheBox() : styles;
  }

  /** The reasons of all stages. */
  public List<Reason> reasons() {
    return stages.values().stream().flatMap(stage -> stage.reasons().stream()).toList();
  }
}
