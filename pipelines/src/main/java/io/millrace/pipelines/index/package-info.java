/** Makes indexes of near duplicates of finished outputs. */
package io.millrace.pipelines.index;
