package io.esmm.objective;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.Readout;
import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What training minimizes: a weighted sum of cross-entropies, one per term. With N rows in the
 * space (all impressions of the batch), y the label of the term's event and P its probability:
 *
 * <pre>
 *   loss = sum over terms t of  weight(t) / N * sum over rows of t of  -w( q y log P + (1 - y) log(1 - P) )
 * </pre>
 *
 * <p>A joint term takes y = the event happened and P = its joint probability; a conditional term
 * takes the same y and P = sigmoid(logit), of the path that was reached on the row if there are
 * several. q is the term's positive weight, w the row's own (1 without one). With a propensity p
 * the row's cross-entropy is divided by max(p, least), through which no gradient goes. Terms of
 * other losses than a cross-entropy have those of {@link TermLoss} in its place. ESMM (equation 3
 * of the paper) is a joint term for each event over all impressions, and no term for pCVR. BASE is
 * a conditional term for conversion over clicked rows.
 *
 * <p>A learnt weight (Kendall, Gal and Cipolla 2018, equation 10) is e^-s, and s / 2 is added to
 * the loss, where s = log sigma^2 is a parameter that is 0 at first: the larger a term's loss
 * stays, the smaller its weight becomes, down to 1 / (2 loss).
 *
 * @param funnel the events
 * @param terms in the order in which their losses are reported
 * @param seed what samples of rows depend on beside the row
 * @param sampled what the rows are a sample of, so that some weigh more in every term; null if they
 *     are all, or it is undone elsewhere
 */
public record Objective(Funnel funnel, List<Term> terms, long seed, @Nullable SampledRows sampled) {
  /** What the names of parameters of the objective begin with. */
  public static final String NAME = "objective";

  /**
   * Copies the terms.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Objective {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("an objective needs at least one term");
    }
  }

  /** Terms on all rows. */
  public Objective(Funnel funnel, List<Term> terms, long seed) {
    this(funnel, terms, seed, null);
  }

  /** Terms whose samples, if there are any, depend on the row alone. */
  public Objective(Funnel funnel, List<Term> terms) {
    this(funnel, terms, 0);
  }

  /** The same with another seed of its samples. */
  public Objective seeded(long chosen) {
    return new Objective(funnel, terms, chosen, sampled);
  }

  /** The same with other terms. */
  Objective with(List<Term> chosen) {
    return new Objective(funnel, chosen, seed, sampled);
  }

  /** The same on a sample of the rows. */
  public Objective onSample(SampledRows rows) {
    return new Objective(funnel, terms, seed, rows);
  }

  /** The objective of a configuration that has been checked. */
  public static Objective of(List<TermConfig> configs, Funnel funnel) {
    return new Objective(funnel, configs.stream().map(term -> Term.of(term, funnel)).toList());
  }

  /** The names of the auxiliary heads, in the order in which terms name them first. */
  public List<String> auxiliary() {
    Set<String> names = new LinkedHashSet<>();
    for (Term term : terms) {
      if (term.head() != null) {
        names.add(term.head());
      }
    }
    return List.copyOf(names);
  }

  /**
   * The same for towers some of which read fields that exist only behind some event K. A term that
   * trains such a tower is taken over the rows on which K happened, and its joint probability is
   * that given K: elsewhere the fields have no value, and where they have one they tell that K
   * happened, so that a joint probability of both would count K twice. The likelihood of a row is
   * that of K, which other terms train, times this one.
   *
   * <p>The same holds for an event whose label may be open: it is known of all rows without the
   * event before, and of some with it, so a joint probability over what is known would be too low.
   * Where its delay is learnt, its own terms are those of {@link io.esmm.funnel.Delay}, over the
   * rows where the event before it happened, and those behind it are taken given that it happened.
   *
   * @param knownAfter for each head of the funnel the events behind which the fields exist that it
   *     reads, and its event's label is known evenly; empty if everything is known of every row
   * @throws IllegalArgumentException if a joint term's event can be reached without K, or a tower
   *     was trained by such terms alone, which take its event as having happened
   */
  public Objective knowing(List<Set<String>> knownAfter) {
    return knownAfter.isEmpty() ? this : new LateTerms(this, knownAfter).given();
  }

  /**
   * Whether factors of its terms depend on a whole batch, because a propensity is self-normalized
   * or terms are not to be above those of another event. All of a batch is then to be measured
   * before any of it is evaluated ({@link ObjectiveLoss#measure}).
   */
  public boolean dependsOnBatch() {
    return terms.stream()
        .anyMatch(term ->
            term.notAbove() != null
                || term.propensity() != null && term.propensity().selfNormalized());
  }

  /** The parameters that are learnt beside the towers': the log variances of terms. */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (@Nullable Parameter parameter : logVariances()) {
      if (parameter != null) {
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  /**
   * For each term its log variance [1,1], null where its weight is fixed. They are named {@code
   * objective/click-joint/log-variance}; terms that this does not tell apart are numbered.
   */
  public List<@Nullable Parameter> logVariances() {
    Set<String> taken = new HashSet<>();
    List<@Nullable Parameter> parameters = new ArrayList<>();
    for (Term term : terms) {
      switch (term.weight()) {
        case TermWeight.Fixed _ -> parameters.add(null);
        case TermWeight.Learnt.UNCERTAINTY -> {
          String name = shortName(term);
          for (int i = 2; !taken.add(name); i++) {
            name = shortName(term) + "-" + i;
          }
          parameters.add(
              new Parameter(
                  NAME + "/" + name + "/log-variance",
                  1,
                  1,
                  Initializer.ZEROS,
                  Parameter.Kind.DENSE));
        }
      }
    }
    return parameters;
  }

  /** For each term its factor in the sum, as learnt if it is. */
  public double[] factors(Weights weights) {
    TermFactors factors = new TermFactors(this);
    factors.take(weights);
    return IntStream.range(0, terms.size()).mapToDouble(factors::of).toArray();
  }

  /**
   * The term in one word: {@code conversion-joint}, or {@code conversion-conditional-over-click} if
   * it is not taken over all rows.
   */
  public String shortName(Term term) {
    return funnel.nameOf(term.event())
        + "-"
        + (term.loss() == TermLoss.CROSS_ENTROPY ? term.probability().word() : term.loss().word())
        + (term.over() == Funnel.SPACE ? "" : "-over-" + funnel.nameOf(term.over()));
  }

  /**
   * The heads of the funnel that a term trains, in its order; an auxiliary one beside them. Of a
   * joint probability given an event these are the heads behind that event.
   */
  public List<Funnel.Head> trained(Term term) {
    if (term.loss() == TermLoss.IMPUTATION || term.loss() == TermLoss.COUNTERFACTUAL) {
      return List.of();
    }
    boolean[] events = new boolean[funnel.events().size()];
    mark(term.event(), events);
    if (term.loss() == TermLoss.CALIBRATOR) {
      funnel.events().get(term.event()).parents().forEach(parent -> mark(parent, events));
    }
    if (isProduct(term)) {
      for (int e = term.event(); e >= 0; e--) {
        if (events[e]) {
          funnel.events().get(e).parents().forEach(parent -> mark(parent, events));
        }
      }
    }
    return funnel.heads().stream()
        .filter(head -> events[head.event()])
        .filter(head ->
            term.probability() == Probability.JOINT
                ? term.given() == Funnel.SPACE || funnel.implies(head.parent(), term.given())
                : !funnel.exclusive(head.parent(), term.over()))
        .toList();
  }

  /** Whether a term's probability is that of a path, and so trains all towers on it. */
  private boolean isProduct(Term term) {
    return term.probability() == Probability.JOINT && funnel.readout() == Readout.PRODUCT;
  }

  /** Marks the event whose heads give the probability of an event: itself or its opposite. */
  private void mark(int event, boolean[] events) {
    if (event != Funnel.SPACE) {
      Funnel.Event marked = funnel.events().get(event);
      events[event] = true;
      if (marked.isOtherwise()) {
        events[marked.otherwise()] = true;
      }
    }
  }

  /** For people: "joint probability of conversion, over all impressions". */
  public String describe(Term term) {
    String rows =
        term.over() == Funnel.SPACE
            ? "all " + funnel.row() + "s"
            : funnel.row() + "s with " + funnel.nameOf(term.over());
    return describe(term.loss(), term.probability())
        + " of "
        + funnel.nameOf(term.event())
        + ", over "
        + rows;
  }

  /** What a term is a loss of, for people: "joint probability", "imputed error". */
  public static String describe(TermLoss loss, Probability probability) {
    return switch (loss) {
      case CROSS_ENTROPY -> probability.word() + " probability";
      case DOUBLY_ROBUST -> "doubly robust conditional probability";
      case IMPUTATION -> "imputed error";
      case COUNTERFACTUAL -> "counterfactual probability";
      case COUNTERFACTUAL_PRIOR -> "sum of factual and counterfactual probability";
      case ENTROPY -> "entropy";
      case CALIBRATOR -> "excess over the event before";
    };
  }
}
