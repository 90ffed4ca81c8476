package io.millrace.api;

import java.util.List;

/**
 * What a jar adds to millrace. The jar names its implementation, a public class with a public
 * constructor without parameters, in {@code META-INF/services/io.millrace.api.Plugin}, where {@link
 * java.util.ServiceLoader} finds it.
 */
public interface Plugin {

  /** Stages that recipes may list. */
  default List<FilterStage<?>> filters() {
    return List.of();
  }
}
