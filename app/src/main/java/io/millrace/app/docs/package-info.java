/**
 * The command {@code docs}. {@code docs update} writes the parts of the documentation that come
 * from code: tables of settings, styles, errors and reasons, the help of all commands, and the JSON
 * Schema of recipes. {@code docs check} finds broken links and recipes, and runs the commands of
 * pages. Begin with {@link io.millrace.app.docs.DocsCommand}.
 *
 * <p>A page says with a comment such as {@code <!-- settings:NAME -->} where a table goes. A test
 * runs {@code docs update --check} and fails when a page is out of date. {@code PageCommands} lists
 * the comments that say what is done with a block of commands.
 *
 * <p>Trap: settings of a new command are added to {@code DocsCommand.records}.
 */
package io.millrace.app.docs;
