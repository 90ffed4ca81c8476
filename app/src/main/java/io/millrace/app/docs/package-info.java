/**
 * The command {@code docs}, which writes the parts of the documentation that come from code: tables
 * of settings, styles and errors, and the JSON Schema of recipes. Begin with {@link
 * io.millrace.app.docs.DocsCommand}.
 *
 * <p>A comment such as {@code <!-- settings:NAME -->} marks the place of a table in a page. A test
 * runs {@code docs update --check} and fails when a page is outdated; {@code ./millrace docs
 * update} rewrites it. Trap: settings of a new command appear only after you add them to {@code
 * DocsCommand.records}.
 */
package io.millrace.app.docs;
