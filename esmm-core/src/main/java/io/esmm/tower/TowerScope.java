package io.esmm.tower;

import io.esmm.embedding.EmbeddingTables;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tower is given to describe its network: the event, what it reads, and the operations.
 *
 * <p>If the funnel has a trunk, {@link #inputs()} is what the trunk gives for the event, one
 * tensor, with the fields beside it that are known to the event and not yet to all, and a list of
 * fields in the tower's configuration is an error: which fields are read is then said in the trunk.
 * {@link #input} and {@link #elements} still read a field, for towers that need one in a certain
 * role, such as the target of an attention.
 */
public final class TowerScope extends NetworkScope {
  private final String event;
  private final @Nullable Tensor trunk;

  /** Known to the event, and not to a trunk. */
  private final List<String> late;

  /**
   * A scope to which every field counts as known.
   *
   * @param event the event whose logit is described
   * @param operations of the graph that all towers share
   * @param tables the fields as tensors
   * @param trunk what the trunk gives for the event; null without one
   */
  public TowerScope(
      String event, Operations operations, EmbeddingTables tables, @Nullable Tensor trunk) {
    this(
        event,
        operations,
        tables,
        trunk,
        FieldReading.of(tables.schema(), "the tower of event [" + event + "]", _ -> true));
  }

  /**
   * The same, telling which fields are known to the event and which of them are read.
   *
   * @param reading of this tower
   */
  public TowerScope(
      String event,
      Operations operations,
      EmbeddingTables tables,
      @Nullable Tensor trunk,
      FieldReading reading) {
    super(event, event, operations, tables, reading);
    this.event = event;
    this.trunk = trunk;
    this.late = reading.late();
  }

  /** The event whose logit is described. */
  public String event() {
    return event;
  }

  /** Whether {@link #inputs()} is a trunk's result. */
  public boolean hasTrunk() {
    return trunk != null;
  }

  @Override
  public List<Tensor> inputs() {
    return trunk == null ? super.inputs() : besideTrunk(trunk, List.of());
  }

  @Override
  public List<Tensor> inputs(@Nullable List<String> fields) {
    refuseBesideTrunk(fields);
    return super.inputs(fields);
  }

  @Override
  public List<Tensor> inputsBeside(List<String> taken, @Nullable List<String> fields) {
    refuseBesideTrunk(fields);
    return trunk == null ? super.inputsBeside(taken, fields) : besideTrunk(trunk, taken);
  }

  private List<Tensor> besideTrunk(Tensor given, List<String> taken) {
    List<Tensor> inputs = new ArrayList<>(List.of(given));
    late.stream().filter(field -> !taken.contains(field)).map(this::input).forEach(inputs::add);
    return inputs;
  }

  private void refuseBesideTrunk(@Nullable List<String> fields) {
    if (trunk != null && fields != null) {
      throw new IllegalArgumentException(
          "fields "
              + fields
              + " are named, but the tower stands on the funnel's trunk, which reads the fields;"
              + " remove them, or name them in the trunk");
    }
  }
}
