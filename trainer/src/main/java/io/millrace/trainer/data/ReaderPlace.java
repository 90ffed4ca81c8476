package io.millrace.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The position of a reader.
 *
 * @param data hash of all that decides the order
 * @param offset tokens of the next document that were read
 * @param groups place of each group before that document
 */
record ReaderPlace(String data, int offset, List<GroupPlace> groups) {

  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param given what the group has read, see {@link Size#weight}
   */
  record GroupPlace(long given, GroupStream.Cursor cursor) {}

  ReaderState toState() {
    ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("data", data);
    root.put("offset", offset);
    for (GroupPlace group : groups) {
      GroupStream.Cursor cursor = group.cursor();
      root.withArray("groups")
          .addArray()
          .add(group.given())
          .add(cursor.pass())
          .add(cursor.shard())
          .add(cursor.record())
          .add(cursor.block())
          .add(cursor.index());
    }
    return new ReaderState(root.toString());
  }

  /**
   * @throws ShardException when the state is invalid or of other data
   */
  static ReaderPlace of(ReaderState state, String data, int groups) {
    JsonNode root;
    try {
      root = MAPPER.readTree(state.json());
    } catch (IOException wrong) {
      throw new ShardException("the state of the reader is not JSON", wrong);
    }
    if (root.path("format").asInt() != FORMAT || root.path("groups").size() != groups) {
      throw new ShardException("the state of the reader is of another version or other data");
    }
    if (!root.path("data").asText().equals(data)) {
      throw new ShardException(
          "the state of the reader belongs to other shards, another tokenizer or other data settings");
    }
    List<GroupPlace> places = new ArrayList<>();
    for (JsonNode each : root.path("groups")) {
      places.add(
          new GroupPlace(
              each.path(0).asLong(),
              new GroupStream.Cursor(
                  each.path(1).asLong(),
                  each.path(2).asInt(),
                  each.path(3).asLong(),
                  each.path(4).asLong(),
                  each.path(5).asInt())));
    }
    return new ReaderPlace(data, root.path("offset").asInt(), places);
  }
}
