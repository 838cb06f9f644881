package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import io.esmm.funnel.RandomFunnels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loss and gradient of funnels of one to five events, chains and those that branch and meet,
 * against {@link FunnelOracle}: joint and conditional terms over any event's rows, with weights of
 * terms, of positives and of rows, and labels that nobody knows yet. Relative error at most 1e-6.
 * {@code -Plong} tries 100,000 cases.
 */
class FunnelLossAccuracyTest {
  private static final long SEED = Long.getLong("esmm.seed", 20261123);
  private static final int CASES = Boolean.getBoolean("esmm.long") ? 50_000 : 500;
  private static final int MOST_EVENTS = 5;
  private static final float[] EXTREMES = {
    0, -0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-7f, 20, 88, 104, 1000, 1e4f
  };

  /** What is left of 1e-6 when a loss or gradient is below what the type holds. */
  private static final BigDecimal RELATIVE = new BigDecimal("1e-6");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final RandomFunnels funnels = new RandomFunnels(random);

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyFunnelsLossAndGradientAreThoseOfItsDefinition(Precision precision) {
    int taken = 0;
    for (int i = 0; i < CASES; i++) {
      taken += check(precision, "seed " + SEED + ", case " + i);
    }
    assertThat(taken).as("rows that a term was taken over").isGreaterThan(CASES / 2);
  }

  /** No float is too large: there is no oracle there, but a loss and a gradient. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyFunnelsLossAndGradientAreFiniteAtTheLargestLogits(Precision precision) {
    float[] large = {0, 20, 88, 104, 1e4f, 1e30f, Float.MAX_VALUE};
    for (int i = 0; i < CASES; i++) {
      Funnel funnel = funnel();
      Term term = term(funnel);
      Batch batch =
          new Batch(new FeatureSchema(List.of()), funnel.labelledNames(), List.of(), List.of("w"));
      batch.addRequest(1);
      batch.number(0)[0] = 1;
      label(funnel, batch, 0, random.nextBoolean());
      Matrix[] logits = new Matrix[funnel.heads().size()];
      Matrix[] gradients = new Matrix[logits.length];
      for (int h = 0; h < logits.length; h++) {
        logits[h] = Matrix.of(precision, 1, 1);
        gradients[h] = Matrix.of(precision, 1, 1);
        float logit = large[random.nextInt(large.length)];
        logits[h].set(0, 0, random.nextBoolean() ? logit : -logit);
      }
      double[] found = new double[1];
      new ObjectiveLoss(new Objective(funnel, List.of(term)))
          .evaluate(batch, 0, logits, gradients, 1, found);
      String told = "seed " + SEED + ", case " + i + ", " + term + " at " + text(logits);
      assertThat(found[0]).as(told).isFinite();
      for (Matrix gradient : gradients) {
        assertThat(gradient.get(0, 0)).as(told).isFinite();
      }
    }
  }

  private Funnel funnel() {
    if (random.nextBoolean()) {
      List<Funnel.Event> chain = new ArrayList<>();
      for (int n = 1 + random.nextInt(MOST_EVENTS); n > 0; n--) {
        chain.add(new Funnel.Event("e" + chain.size(), chain.size() - 1, "l" + chain.size()));
      }
      return new Funnel("impression", chain);
    }
    Funnel funnel = funnels.next(1 + random.nextInt(4));
    return funnel.events().size() <= MOST_EVENTS ? funnel : funnel();
  }

  private float logit() {
    float size =
        switch (random.nextInt(4)) {
          case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
          case 1 -> (float) Math.pow(10, random.nextDouble(-40, 3));
          default -> (float) random.nextDouble(0, random.nextBoolean() ? 8 : 120);
        };
    return random.nextBoolean() ? size : -size;
  }

  private Term term(Funnel funnel) {
    int event = random.nextInt(funnel.events().size());
    int over = random.nextInt(3) > 0 ? Funnel.SPACE : random.nextInt(funnel.events().size());
    return new Term(
        event,
        random.nextInt(3) > 0 ? Probability.JOINT : Probability.CONDITIONAL,
        over,
        new TermWeight.Fixed(random.nextDouble(0.1, 3)),
        random.nextBoolean() ? 1 : random.nextDouble(0.1, 50),
        List.of(),
        Funnel.SPACE,
        random.nextBoolean() ? null : new RowWeightConfig("w"));
  }

  /** One batch of one to three rows; gives the number that the term was taken over. */
  private int check(Precision precision, String name) {
    Funnel funnel = funnel();
    int heads = funnel.heads().size();
    Term term = term(funnel);
    int n = 1 + random.nextInt(3);
    Batch batch =
        new Batch(new FeatureSchema(List.of()), funnel.labelledNames(), List.of(), List.of("w"));
    batch.addRequest(n);
    Matrix[] logits = new Matrix[heads];
    Matrix[] gradients = new Matrix[heads];
    for (int h = 0; h < heads; h++) {
      logits[h] = Matrix.of(precision, n, 1);
      gradients[h] = Matrix.of(precision, n, 1);
    }
    Outcome[] outcomes = new Outcome[n];
    boolean allNegative = random.nextInt(4) == 0;
    for (int i = 0; i < n; i++) {
      for (int h = 0; h < heads; h++) {
        logits[h].set(i, 0, logit());
      }
      batch.number(0)[i] = (float) random.nextDouble(1e-3, 1e3);
      outcomes[i] = label(funnel, batch, i, allNegative);
    }
    double[] found = new double[1];
    double scale = 1.0 / n;
    new ObjectiveLoss(new Objective(funnel, List.of(term)))
        .evaluate(batch, 0, logits, gradients, scale, found);
    String told = ", " + term + " of " + funnel.events() + " at logits " + text(logits);
    BigDecimal loss = BigDecimal.ZERO;
    int taken = 0;
    for (int i = 0; i < n; i++) {
      BigDecimal weight = BigDecimal.ZERO;
      FunnelOracle.Expected expected = null;
      if (takes(funnel, term, outcomes[i])) {
        taken++;
        double[] row = new double[heads];
        for (int h = 0; h < heads; h++) {
          row[h] = logits[h].get(i, 0);
        }
        expected = expected(new FunnelOracle(funnel, row), funnel, term, outcomes[i]);
        weight = weight(term, batch, i, outcomes[i]).multiply(new BigDecimal(scale));
        loss = loss.add(expected.loss().multiply(weight));
      }
      for (int h = 0; h < heads; h++) {
        String what = name + ", head " + h + " of row " + i + told;
        double gradient = gradients[h].get(i, 0);
        if (expected == null) {
          assertThat(gradient).as(what).isZero();
        } else {
          double smallest = precision == Precision.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
          assertNear(
              gradient,
              expected.gradient()[h].multiply(weight),
              expected.size()[h].multiply(weight),
              smallest,
              what);
        }
      }
    }
    assertNear(found[0], loss, loss, Double.MIN_NORMAL, name + told);
    return taken;
  }

  private static String text(Matrix[] logits) {
    StringBuilder text = new StringBuilder();
    for (Matrix head : logits) {
      for (int i = 0; i < head.rows(); i++) {
        text.append(i == 0 ? " | " : " ").append(head.get(i, 0));
      }
    }
    return text.toString();
  }

  /** Draws what happened on a row, in the proportions of even odds; some labels are open. */
  private Outcome label(Funnel funnel, Batch batch, int row, boolean negative) {
    boolean[] happened =
        negative
            ? new boolean[funnel.events().size()]
            : funnels.outcome(funnel, new double[funnel.heads().size()]);
    Outcome outcome = new Outcome(funnel);
    List<Funnel.Event> labelled = funnel.labelled();
    for (int l = 0; l < labelled.size(); l++) {
      int event = funnel.indexOf(labelled.get(l).name());
      byte label = (byte) (random.nextInt(12) == 0 ? -1 : happened[event] ? 1 : 0);
      batch.labels(l)[row] = label;
      outcome.set(event, label);
    }
    outcome.complete();
    return outcome;
  }

  private static boolean takes(Funnel funnel, Term term, Outcome outcome) {
    boolean severalPaths = funnel.events().get(term.event()).parents().size() > 1;
    return outcome.isKnown(term.event())
        && outcome.happened(term.over())
        && (term.probability() == Probability.JOINT
            || !severalPaths
            || outcome.isReached(term.event()));
  }

  private static FunnelOracle.Expected expected(
      FunnelOracle oracle, Funnel funnel, Term term, Outcome outcome) {
    int event = term.event();
    boolean happened = outcome.happened(event);
    return switch (term.probability()) {
      case JOINT -> oracle.joint(event, happened);
      case CONDITIONAL ->
          oracle.conditional(
              funnel.firstHead(event) + Math.max(0, outcome.path(event)),
              happened != funnel.events().get(event).isOtherwise());
    };
  }

  private static BigDecimal weight(Term term, Batch batch, int row, Outcome outcome) {
    double weight = ((TermWeight.Fixed) term.weight()).value();
    BigDecimal all = new BigDecimal(weight);
    if (outcome.happened(term.event())) {
      all = all.multiply(new BigDecimal(term.positiveWeight()));
    }
    return term.rowWeight() == null ? all : all.multiply(new BigDecimal(batch.number(0)[row]));
  }

  private static void assertNear(
      double found, BigDecimal expected, BigDecimal size, double smallest, String what) {
    assertThat(found).as(what).isFinite();
    assertThat(expected.subtract(new BigDecimal(found)).abs())
        .as("%s: %s, not %s", what, found, expected)
        .isLessThanOrEqualTo(size.multiply(RELATIVE).max(new BigDecimal(smallest)));
  }
}
