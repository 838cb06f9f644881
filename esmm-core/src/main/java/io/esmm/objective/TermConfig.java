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
        @Nullable RowWeightConfig rowWeight,
    @JsonPropertyDescription("which of these rows are kept, by chance; default: all")
        @Nullable SampleConfig sample,
    @JsonPropertyDescription("the inverse of a probability as a factor of each row; default: none")
        @Nullable PropensityConfig propensity) {

  /** Over all rows that {@code over} says; null stands for the default: both weights are 1. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight) {
    this(event, probability, over, weight, positiveWeight, null, null);
  }

  /** All of the rows, alike; null stands for the default. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where) {
    this(event, probability, over, weight, positiveWeight, where, null);
  }

  /** Over all of the rows; null stands for the default, and for no factor of each row. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where,
      @Nullable RowWeightConfig rowWeight) {
    this(event, probability, over, weight, positiveWeight, where, rowWeight, null, null);
  }

  /** Null stands for the default: both weights are 1, and none of the others. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where,
      @Nullable RowWeightConfig rowWeight,
      @Nullable SampleConfig sample,
      @Nullable PropensityConfig propensity) {
    this.rowWeight = rowWeight;
    this.sample = sample;
    this.propensity = propensity;
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

  /** The same over some of the rows, by chance. */
  public TermConfig with(SampleConfig chosen) {
    return new TermConfig(
        event, probability, over, weight, positiveWeight, where, rowWeight, chosen, propensity);
  }

  /** The same with the inverse of a probability as a factor of each row. */
  public TermConfig with(PropensityConfig chosen) {
    return new TermConfig(
        event, probability, over, weight, positiveWeight, where, rowWeight, sample, chosen);
  }

  /** The same with another weight. */
  public TermConfig weighted(double chosen) {
    return new TermConfig(
        event,
        probability,
        over,
        new TermWeight.Fixed(chosen),
        positiveWeight,
        where,
        rowWeight,
        sample,
        propensity);
  }

  /** The same with another factor of the rows where the event happened. */
  public TermConfig withPositiveWeight(double chosen) {
    return new TermConfig(
        event, probability, over, weight, chosen, where, rowWeight, sample, propensity);
  }
}
