package com.example.millrace;

import io.millrace.api.FilterStage;
import io.millrace.api.Plugin;
import java.util.List;

/** What this jar adds; named in META-INF/services/io.millrace.api.Plugin. */
public final class SentenceLengthPlugin implements Plugin {

  @Override
  public List<FilterStage<?>> filters() {
    return List.of(new SentenceLengthStage());
  }
}
