package io.millrace.pipelines.plugin;

/** A plugin that cannot be used; the message is one line for people that names its jar. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PluginException(String message) {
    super(message);
  }

  PluginException(String jar, String message, Throwable cause) {
    super("plugin " + jar + ": " + message, cause);
  }
}
