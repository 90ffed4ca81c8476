/** Beam transforms, recipes and engine options: what composes the other rooms. */
package io.millrace.pipelines;
