/** Access to the REST endpoint of the embedded engine. */
package io.millrace.pipelines.engine.rest;
