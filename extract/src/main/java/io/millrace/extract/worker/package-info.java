/**
 * Child processes with a limit of memory and of time of their own, for parsers that hostile input
 * can exhaust.
 */
package io.millrace.extract.worker;
