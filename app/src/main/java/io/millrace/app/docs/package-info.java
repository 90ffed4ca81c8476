/**
 * The command {@code docs}, which writes the parts of the documentation that come from code: tables
 * of settings, styles and errors, and the JSON Schema of recipes. Begin with {@link
 * io.millrace.app.docs.DocsCommand}.
 *
 * <p>A page says with a comment such as {@code <!-- settings:NAME -->} where a table goes. A test
 * runs {@code docs update --check} and fails when a page is out of date; {@code ./millrace docs
 * update} renews it. Settings of a new command are added to {@code DocsCommand.records}.
 */
package io.millrace.app.docs;
