package io.millrace.api;

/**
 * Why a stage drops a document. A plugin lists its reasons in an enum that implements this
 * interface, so that equal reasons are the same object.
 */
public interface Reason {

  /**
   * Name in metrics, verdicts, rejects, reports and documentation: lower-case letters, digits and
   * {@code _}. No other reason of any stage has it.
   */
  String key();

  /** Name of the stage that drops documents for this reason. */
  String stage();

  /** One line for people, such as "too few words". */
  String description();
}
