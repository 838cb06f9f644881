package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One term of an objective: the cross-entropy of one event's probability over some of the rows, or
 * another loss.
 */
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
        @Nullable PropensityConfig propensity,
    @JsonPropertyDescription(
            "what is added up, see docs/methods.md; cross-entropy: of the label and the"
                + " probability; doubly-robust: an imputed error, corrected by the propensity where"
                + " the error is known; imputation: how far the imputed error is from that;"
                + " counterfactual: cross-entropy of the opposite label and the head's probability;"
                + " counterfactual-prior: how far probability and head's are from adding up to 1;"
                + " entropy: of the probability, without the label; calibrator: how far the joint"
                + " probability exceeds that of the event before; default cross-entropy")
        TermLoss loss,
    @JsonPropertyDescription("the auxiliary head that the loss reads; default: none")
        @Nullable String head,
    @JsonPropertyDescription(
            "an event: where this term and those of its event that say the same add up to more on a"
                + " batch than the terms of that event, they are scaled down to it, by a number"
                + " without a gradient; default: none")
        @Nullable String notAbove) {

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

  /** A cross-entropy; null stands for the default. */
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
    this(
        event,
        probability,
        over,
        weight,
        positiveWeight,
        where,
        rowWeight,
        sample,
        propensity,
        null,
        null);
  }

  /** A term that no other limits; null stands for the default. */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where,
      @Nullable RowWeightConfig rowWeight,
      @Nullable SampleConfig sample,
      @Nullable PropensityConfig propensity,
      @Nullable TermLoss loss,
      @Nullable String head) {
    this(
        event,
        probability,
        over,
        weight,
        positiveWeight,
        where,
        rowWeight,
        sample,
        propensity,
        loss,
        head,
        null);
  }

  /**
   * Null stands for the default: both weights are 1, the loss is a cross-entropy, and none of the
   * others.
   *
   * @throws IllegalArgumentException if the positive weight is not in its range, or the other parts
   *     do not go with the loss
   */
  public TermConfig(
      String event,
      Probability probability,
      String over,
      @Nullable TermWeight weight,
      @Nullable Double positiveWeight,
      @Nullable List<RowCondition> where,
      @Nullable RowWeightConfig rowWeight,
      @Nullable SampleConfig sample,
      @Nullable PropensityConfig propensity,
      @Nullable TermLoss loss,
      @Nullable String head,
      @Nullable String notAbove) {
    this.notAbove = notAbove;
    this.loss = loss == null ? TermLoss.CROSS_ENTROPY : loss;
    this.head = head;
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
    requireParts();
  }

  private void requireParts() {
    String word = "[" + loss.word() + "]";
    if (loss.needsHead() != (head != null)) {
      throw new IllegalArgumentException(
          head == null
              ? "loss " + word + " reads an auxiliary head; name it in head"
              : "loss " + word + " reads no head; remove head [" + head + "]");
    }
    if (notAbove != null && (notAbove.equals(event) || !(weight instanceof TermWeight.Fixed))) {
      throw new IllegalArgumentException(
          "notAbove ["
              + notAbove
              + "] holds a term of fixed weight against another event; "
              + (notAbove.equals(event) ? "name another one" : "set weight to a number"));
    }
    if (loss == TermLoss.CROSS_ENTROPY) {
      return;
    }
    if (probability != loss.probability()) {
      throw new IllegalArgumentException(
          "loss "
              + word
              + " is of the "
              + loss.probability().word()
              + " probability, not the "
              + probability.word()
              + " one; set probability");
    }
    if (!(weight instanceof TermWeight.Fixed) || positiveWeight != 1 || sample != null) {
      throw new IllegalArgumentException(
          "loss " + word + " takes a fixed weight, no positiveWeight and no sample; remove them");
    }
    if (loss == TermLoss.DOUBLY_ROBUST && (propensity == null || !propensity.happened())) {
      throw new IllegalArgumentException(
          "loss "
              + word
              + " corrects the imputed error where an event happened; name it in propensity");
    }
    if (propensity != null && propensity.selfNormalized() && loss == TermLoss.DOUBLY_ROBUST) {
      throw new IllegalArgumentException(
          "loss " + word + " is over all rows and not self-normalized; remove selfNormalized");
    }
  }

  /** A term with a fixed weight; null stands for 1. */
  public TermConfig(String event, Probability probability, String over, @Nullable Double weight) {
    this(event, probability, over, weight == null ? null : new TermWeight.Fixed(weight), null);
  }

  /** A term with another loss than a cross-entropy, without a propensity. */
  public static TermConfig of(TermLoss loss, String event, String over, @Nullable String head) {
    return of(loss, event, over, head, null);
  }

  /** A term with another loss than a cross-entropy. */
  public static TermConfig of(
      TermLoss loss,
      String event,
      String over,
      @Nullable String head,
      @Nullable PropensityConfig propensity) {
    return new TermConfig(
        event, loss.probability(), over, null, null, null, null, null, propensity, loss, head);
  }

  /** The same over some of the rows, by chance. */
  public TermConfig with(SampleConfig chosen) {
    return copy(weight, positiveWeight, where, chosen, propensity);
  }

  /** The same with the inverse of a probability as a factor of each row. */
  public TermConfig with(PropensityConfig chosen) {
    return copy(weight, positiveWeight, where, sample, chosen);
  }

  /** The same over rows that meet a condition, too. */
  public TermConfig with(RowCondition chosen) {
    List<RowCondition> all = Stream.concat(where.stream(), Stream.of(chosen)).toList();
    return copy(weight, positiveWeight, all, sample, propensity);
  }

  /** The same with another weight. */
  public TermConfig weighted(double chosen) {
    return copy(new TermWeight.Fixed(chosen), positiveWeight, where, sample, propensity);
  }

  /** The same with another factor of the rows where the event happened. */
  public TermConfig withPositiveWeight(double chosen) {
    return copy(weight, chosen, where, sample, propensity);
  }

  /** The same, scaled down where it would be more than the terms of another event. */
  public TermConfig notAbove(String chosen) {
    return new TermConfig(
        event,
        probability,
        over,
        weight,
        positiveWeight,
        where,
        rowWeight,
        sample,
        propensity,
        loss,
        head,
        chosen);
  }

  private TermConfig copy(
      TermWeight newWeight,
      double newPositiveWeight,
      List<RowCondition> newWhere,
      @Nullable SampleConfig newSample,
      @Nullable PropensityConfig newPropensity) {
    return new TermConfig(
        event,
        probability,
        over,
        newWeight,
        newPositiveWeight,
        newWhere,
        rowWeight,
        newSample,
        newPropensity,
        loss,
        head,
        notAbove);
  }
}
