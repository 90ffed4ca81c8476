package com.example.millrace;

import io.millrace.api.Filter;
import io.millrace.api.FilterStage;
import io.millrace.api.Reason;
import java.util.List;

/** The stage {@code sentence-length} of recipes. */
final class SentenceLengthStage implements FilterStage<SentenceLengthSettings> {

  static final String NAME = "sentence-length";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Drops documents whose sentences are too long, as in lists and statutes.";
  }

  @Override
  public Class<SentenceLengthSettings> settings() {
    return SentenceLengthSettings.class;
  }

  @Override
  public List<? extends Reason> reasons() {
    return List.of(SentenceLengthReason.values());
  }

  @Override
  public Filter filter(SentenceLengthSettings settings) {
    return new SentenceLengthFilter(settings);
  }
}
