package io.esmm.tower;

import io.esmm.embedding.EmbeddingTables;
import io.esmm.graph.op.Operations;
import java.util.List;

/**
 * What a trunk is given to describe its network: the events, the fields and the operations. Where
 * towers have embedding tables of their own, so has the trunk.
 */
public final class TrunkScope extends NetworkScope {
  /** What the names of a trunk's parameters begin with. */
  public static final String NAME = "trunk";

  private final List<String> events;

  /**
   * A scope that reads only fields that are known before any event.
   *
   * @param events the events, each after the one it comes after
   * @param operations of the graph that trunk and towers share
   * @param tables the fields as tensors
   */
  public TrunkScope(List<String> events, Operations operations, EmbeddingTables tables) {
    this(events, operations, tables, FieldReading.of(tables.schema(), "the trunk", _ -> false));
  }

  /**
   * The same, telling which fields are known before any event and which of them are read.
   *
   * @param reading of the trunk, whose result counts for the first events too
   */
  public TrunkScope(
      List<String> events, Operations operations, EmbeddingTables tables, FieldReading reading) {
    super(NAME, NAME, operations, tables, reading);
    this.events = List.copyOf(events);
  }

  /** The events that want an output, each after the one it comes after. */
  public List<String> events() {
    return events;
  }
}
