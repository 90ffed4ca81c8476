/**
 * The HTML pages that commands write: the report of a run, the comparison of rephrasings, explained
 * extractions, trainings and ablations. Begin with {@link io.millrace.app.report.Report}, whose
 * data is {@link io.millrace.app.report.ReportData}.
 *
 * <p>A page is one file that needs no network: {@code InlinePage} puts data, styles, scripts and
 * charts into a template among the resources of this package. Text of documents is untrusted, so it
 * enters a page as JSON only and never as markup.
 *
 * <p>Traps: the same data is written as {@code report.json}, so renaming a component of a record
 * changes that format. The content security policy lists hashes of the scripts: a script that is
 * added to a page outside {@code InlinePage} does not run.
 */
package io.millrace.app.report;
