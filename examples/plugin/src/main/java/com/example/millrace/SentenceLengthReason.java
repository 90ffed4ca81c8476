package com.example.millrace;

import io.millrace.api.Reason;

/** Why the stage drops a document. */
enum SentenceLengthReason implements Reason {
  SENTENCES_TOO_LONG("sentences_too_long", "too many words a sentence");

  private final String key;
  private final String description;

  SentenceLengthReason(String key, String description) {
    this.key = key;
    this.description = description;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String stage() {
    return SentenceLengthStage.NAME;
  }

  @Override
  public String description() {
    return description;
  }
}
