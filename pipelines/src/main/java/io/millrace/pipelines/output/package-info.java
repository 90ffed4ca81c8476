/** Who may write to an output, and what ties its windows together. */
package io.millrace.pipelines.output;
