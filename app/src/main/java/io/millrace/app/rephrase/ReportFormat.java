package io.millrace.app.rephrase;

/** Format of printed results. */
enum ReportFormat {
  TEXT,
  JSON
}
