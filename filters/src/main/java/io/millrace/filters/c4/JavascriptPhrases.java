package io.millrace.filters.c4;

import java.util.List;

/** What pages say to a browser that runs no scripts, in the larger languages of the web. */
final class JavascriptPhrases {

  private JavascriptPhrases() {}

  static List<String> all() {
    return List.of(
        "enable javascript",
        "enabling javascript",
        "enabled javascript",
        "javascript enabled",
        "javascript is enabled",
        "javascript must be enabled",
        "javascript to be enabled",
        "javascript needs to be enabled",
        "javascript is disabled",
        "javascript disabled",
        "javascript seems to be disabled",
        "javascript appears to be disabled",
        "javascript is not enabled",
        "javascript is turned off",
        "javascript is off",
        "disabled javascript",
        "requires javascript",
        "javascript is required",
        "javascript required",
        "javascript is not supported",
        "does not support javascript",
        "turn on javascript",
        "turn javascript on",
        "activate javascript",
        "allow javascript",
        "javascript aktivieren",
        "javascript aktiviert",
        "javascript deaktiviert",
        "javascript ist deaktiviert",
        "javascript einschalten",
        "ohne javascript",
        "activer javascript",
        "activez javascript",
        "javascript est d\u00E9sactiv\u00E9",
        "javascript activado",
        "habilitar javascript",
        "habilite javascript",
        "habilita javascript",
        "activar javascript",
        "active javascript",
        "activa javascript",
        "abilitare javascript",
        "abilita javascript",
        "attivare javascript",
        "ativar javascript",
        "ative javascript",
        "schakel javascript in",
        "javascript in te schakelen",
        "w\u0142\u0105cz javascript",
        "w\u0142\u0105czy\u0107 javascript",
        "\u0432\u043A\u043B\u044E\u0447\u0438\u0442\u0435 javascript",
        "\u0432\u043A\u043B\u044E\u0447\u0438\u0442\u044C javascript",
        "javascript etkinle\u015Ftirin",
        "javascript\u3092\u6709\u52B9",
        "\u542F\u7528javascript",
        "\u555F\u7528javascript");
  }
}
