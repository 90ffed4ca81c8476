/** What happens where a shard's documents meet: sorting, duplicate marks, mixing, writing. */
package io.millrace.pipelines.shard;
