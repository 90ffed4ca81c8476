/**
 * Commands on finished outputs: {@code shards} (list, cat, verify, compare), {@code takedown} and
 * {@code index}. Begin with {@link io.millrace.app.shards.ShardsCommand}.
 *
 * <p>{@link io.millrace.app.shards.TakedownCommand} removes documents from outputs and updates
 * their reports with {@code TakedownReports}. Trap: it writes new files next to the old ones first
 * and can continue after a crash, so the order of its steps matters; they are in {@code
 * io.millrace.pipelines.takedown}.
 */
package io.millrace.app.shards;
