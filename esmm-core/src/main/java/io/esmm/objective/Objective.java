package io.esmm.objective;

import io.esmm.funnel.Funnel;
import java.util.List;
import java.util.Locale;

/**
 * What training minimizes: a weighted sum of cross-entropies, one per term. With N rows in the
 * space (all impressions of the batch), y the label of the term's event and P its probability:
 *
 * <pre>
 *   loss = sum over terms t of  weight(t) / N * sum over rows of t of  -( y log P + (1 - y) log(1 - P) )
 * </pre>
 *
 * <p>A joint term takes y = the event happened and P = its joint probability; a conditional term
 * takes the same y and P = sigmoid(logit). ESMM (equation 3 of the paper) is a joint term for each
 * event over all impressions, and no term for pCVR. BASE is a conditional term for conversion over
 * clicked rows.
 *
 * @param funnel the events
 * @param terms in the order in which their losses are reported
 */
public record Objective(Funnel funnel, List<Term> terms) {
  public Objective {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("an objective needs at least one term");
    }
  }

  /**
   * One term.
   *
   * @param event the place of its event in the funnel
   * @param probability which of the event's probabilities is trained
   * @param over the place of the event whose rows it is taken over, or {@link Funnel#SPACE}
   * @param weight factor of its loss, &gt;= 0
   */
  public record Term(int event, Probability probability, int over, double weight) {}

  /** The objective of a configuration that has been checked. */
  public static Objective of(List<TermConfig> configs, Funnel funnel) {
    return new Objective(
        funnel,
        configs.stream()
            .map(term ->
                new Term(
                    funnel.indexOf(term.event()),
                    term.probability(),
                    funnel.indexOf(term.over()),
                    term.weight()))
            .toList());
  }

  /** For people: "joint probability of conversion, over all impressions". */
  public String describe(Term term) {
    String rows =
        term.over() == Funnel.SPACE
            ? "all " + funnel.space() + "s"
            : funnel.space() + "s with " + funnel.events().get(term.over()).name();
    return term.probability().name().toLowerCase(Locale.ROOT)
        + " probability of "
        + funnel.events().get(term.event()).name()
        + ", over "
        + rows;
  }
}
