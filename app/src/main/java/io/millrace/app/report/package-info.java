/** The report of a run: its data, and the page that shows them. */
package io.millrace.app.report;
