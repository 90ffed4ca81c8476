/** Takes documents out of finished outputs. */
package io.millrace.pipelines.takedown;
