/** The Beam pipeline of a run, and what goes before and after it. */
package io.millrace.pipelines.run;
