/**
 * The command line. Begin with {@link io.millrace.app.Millrace}: it lists the commands, parses
 * options, loads plugins, runs one command and turns an exception into a message and an exit
 * status.
 *
 * <p>Each family of commands has a package: {@code run}, {@code serve}, {@code recipe} (check,
 * stages, explain), {@code rephrase}, {@code shards}, {@code train}, {@code tokenizer}, {@code
 * extract}, {@code ingest}, {@code models}, {@code docs} and {@code demo}. What they share is in
 * {@code cli}; the HTML pages are in {@code report}.
 *
 * <p>Results go to standard output; progress, warnings and errors go to standard error. Commands
 * hold no logic of a pipeline: that is in the modules below. The launcher, the images and the
 * manifests name the class {@code Millrace}, so it stays in this package.
 */
package io.millrace.app;
