package io.millrace.pipelines.plugin;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A plugin cannot be used; the message is one line and names the jar. */
public final class PluginException extends MillraceException {

  private static final long serialVersionUID = 1L;

  PluginException(String message) {
    super(ErrorKind.WRONG_PLUGIN, message);
  }

  PluginException(String jar, String message, Throwable cause) {
    super(ErrorKind.WRONG_PLUGIN, "plugin " + jar + ": " + message, cause);
  }
}
