/**
 * The words all rooms share: records, signals, verdicts, drop reasons, settings and the formats of
 * records.
 */
package io.millrace.corpus;
