package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One term of an objective: the cross-entropy of one event's probability over some of the rows. */
@JsonClassDescription("the cross-entropy of an event's probability over some of the rows")
public record TermConfig(
    @JsonPropertyDescription("the event whose label is predicted") String event,
    @JsonPropertyDescription(
            "joint: of the event over the whole space, trains its towers and those of all events"
                + " before it; conditional: of the event given the one it comes after, trains its"
                + " towers alone, on each row that of the path that was reached")
        Probability probability,
    @JsonPropertyDescription(
            "the rows: the funnel's space for all of them, or an event for those where it happened")
        String over,
    @JsonPropertyDescription(
            "factor of the term in the sum, greater than 0; uncertainty: learnt, as by Kendall et"
                + " al. 2018: e^-s times the term plus s / 2, with s learnt, 0 at first")
        TermWeight weight,
    @JsonPropertyDescription(
            "factor, beside the weight, of the rows where the event happened; greater than 0")
        Double positiveWeight,
    @JsonPropertyDescription(
            "conditions that a row must meet, all of them, beside what over says; default: none")
        List<RowCondition> where,
    @JsonPropertyDescription("a factor of each row of its own, beside the weights; default: none")
        @Nullable RowWeightConfig rowWeight) {

  /** Over all rows that {@code over} says; null stands for the default: both weights are 1. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight) {
    this(event, probability, over, weight, positiveWeight, null, null);
  }

  /** Without a factor of each row; null stands for the default: both weights 1, no conditions. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where) {
    this(event, probability, over, weight, positiveWeight, where, null);
  }

  /** Null stands for the default: both weights are 1, no conditions, no factor of each row. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where,
      @Nullable RowWeightConfig rowWeight) {
    this.rowWeight = rowWeight;
    this.where = where == null ? List.of() : List.copyOf(where);
    this.event = event;
    this.probability = probability;
    this.over = over;
    this.weight = weight == null ? TermWeight.ONE : weight;
    this.positiveWeight = positiveWeight == null ? 1.0 : positiveWeight;
    if (!(this.positiveWeight > 0 && this.positiveWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "positiveWeight [" + positiveWeight + "] must be greater than 0 and finite");
    }
  }

  /** A term with a fixed weight; null stands for 1. */
  public TermConfig(String event, Probability probability, String over, @Nullable Double weight) {
    this(event, probability, over, weight == null ? null : new TermWeight.Fixed(weight), null);
  }
}
