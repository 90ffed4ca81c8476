/** What a run would do, told from a sample of its input. */
package io.millrace.pipelines.plan;
