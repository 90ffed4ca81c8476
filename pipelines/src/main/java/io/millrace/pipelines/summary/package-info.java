/** What a run was like in numbers: collected in each shard, merged in the order of shards. */
package io.millrace.pipelines.summary;
