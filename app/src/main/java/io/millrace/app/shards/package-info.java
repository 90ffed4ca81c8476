/**
 * Commands on finished outputs: {@code shards} (list, cat, verify, compare), {@code takedown} and
 * {@code index}. Begin with {@link io.millrace.app.shards.ShardsCommand}.
 *
 * <p>{@link io.millrace.app.shards.TakedownCommand} takes documents out of outputs and renews their
 * reports with {@code TakedownReports}. It writes beside the old files first and can continue after
 * a crash, so the order of its steps matters; they are in {@code io.millrace.pipelines.takedown}.
 */
package io.millrace.app.shards;
