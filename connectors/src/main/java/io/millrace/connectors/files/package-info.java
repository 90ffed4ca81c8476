/** Bytes of files on any Beam FileSystem: look-ahead, compressed members, globs. */
package io.millrace.connectors.files;
