package io.esmm.objective;

import io.esmm.funnel.Funnel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One term of an {@link Objective}: a {@link TermConfig} whose events are places in a funnel.
 *
 * @param event the place of its event in the funnel
 * @param probability which of the event's probabilities is trained
 * @param over the place of the event whose rows it is taken over, or {@link Funnel#SPACE}
 * @param weight factor of its loss
 * @param positiveWeight factor of the rows where the event happened, &gt; 0
 * @param where conditions that a row must meet, all of them
 * @param given the place of an event that is taken as having happened, with all before it: the term
 *     is taken over the rows where it did, and a joint probability is that given this event; {@link
 *     Funnel#SPACE} for none
 * @param rowWeight the factor of each row; null for 1
 * @param sample which of its rows are kept; null for all
 * @param propensity whose inverse is a factor of each row; null for none
 * @param loss of each row
 * @param head the name of the auxiliary head that the loss reads; null for none
 * @param notAbove the event whose terms this one, with those of its own event that say the same, is
 *     not to outweigh on a batch; null for none
 */
public record Term(
    int event,
    Probability probability,
    int over,
    TermWeight weight,
    double positiveWeight,
    List<RowCondition> where,
    int given,
    @Nullable RowWeightConfig rowWeight,
    @Nullable SampleConfig sample,
    @Nullable PropensityConfig propensity,
    TermLoss loss,
    @Nullable String head,
    @Nullable String notAbove) {
  /** Copies the conditions. */
  public Term {
    where = List.copyOf(where);
  }

  /** A term that no other limits. */
  public Term(
      int event,
      Probability probability,
      int over,
      TermWeight weight,
      double positiveWeight,
      List<RowCondition> where,
      int given,
      @Nullable RowWeightConfig rowWeight,
      @Nullable SampleConfig sample,
      @Nullable PropensityConfig propensity,
      TermLoss loss,
      @Nullable String head) {
    this(
        event,
        probability,
        over,
        weight,
        positiveWeight,
        where,
        given,
        rowWeight,
        sample,
        propensity,
        loss,
        head,
        null);
  }

  /** A cross-entropy. */
  public Term(
      int event,
      Probability probability,
      int over,
      TermWeight weight,
      double positiveWeight,
      List<RowCondition> where,
      int given,
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
        given,
        rowWeight,
        sample,
        propensity,
        TermLoss.CROSS_ENTROPY,
        null);
  }

  /** A term over all of its rows, without a propensity. */
  public Term(
      int event,
      Probability probability,
      int over,
      TermWeight weight,
      double positiveWeight,
      List<RowCondition> where,
      int given,
      @Nullable RowWeightConfig rowWeight) {
    this(event, probability, over, weight, positiveWeight, where, given, rowWeight, null, null);
  }

  /** A term without conditions. */
  public Term(
      int event, Probability probability, int over, TermWeight weight, double positiveWeight) {
    this(event, probability, over, weight, positiveWeight, List.of(), Funnel.SPACE, null);
  }

  /** A term with a fixed weight, &gt; 0. */
  public Term(int event, Probability probability, int over, double weight) {
    this(event, probability, over, new TermWeight.Fixed(weight), 1);
  }

  /** The term of a configuration that has been checked. */
  static Term of(TermConfig config, Funnel funnel) {
    return new Term(
        funnel.indexOf(config.event()),
        config.probability(),
        funnel.indexOf(config.over()),
        config.weight(),
        config.positiveWeight(),
        config.where(),
        Funnel.SPACE,
        config.rowWeight(),
        config.sample(),
        config.propensity(),
        config.loss(),
        config.head(),
        config.notAbove());
  }

  /** The same, taken as if an event had happened. */
  Term given(int happened) {
    return new Term(
        event,
        probability,
        over,
        weight,
        positiveWeight,
        where,
        happened,
        rowWeight,
        sample,
        propensity,
        loss,
        head,
        notAbove);
  }
}
