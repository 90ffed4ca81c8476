package io.millrace.api;

import java.util.List;

/**
 * What a jar adds to millrace. The jar names its implementation, a public class with a public
 * constructor without parameters, in {@code META-INF/services/io.millrace.api.Plugin}, where {@link
 * java.util.ServiceLoader} finds it.
 */
public interface Plugin {

  /** Stages for recipes. */
  default List<FilterStage<?>> filters() {
    return List.of();
  }

  /**
   * Styles of rephrasing: names of resources, each a YAML file as docs/how-to/prompts.md describes
   * it, looked up from the plugin's class as {@link Class#getResource} does.
   */
  default List<String> promptStyles() {
    return List.of();
  }
}
