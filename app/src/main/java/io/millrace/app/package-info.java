/** The command line. */
package io.millrace.app;
