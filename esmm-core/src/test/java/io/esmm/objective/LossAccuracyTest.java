package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loss and gradient against {@link LossOracle}: relative error at most 1e-6, finite for every
 * logit. What is smaller than the smallest normal number may become 0. {@code -Plong} tries 100,000
 * random cases.
 */
class LossAccuracyTest {
  private static final long SEED = Long.getLong("esmm.seed", 20261123);
  private static final int CASES = Boolean.getBoolean("esmm.long") ? 100_000 : 2_000;
  private static final float[] EXTREMES = {
    0, -0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, 1e-7f, 1, 20, 88, 104, 1e4f, Float.MAX_VALUE
  };
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));

  /** Apart from each other: a sum of both can cancel, and has no relative error then. */
  private static final List<Objective> TERMS = List.of(joint(0), joint(1));

  /** One impression; the logits are floats, as towers give them. */
  private record Row(float click, float conversion, int clicked, int converted) {}

  private static Objective joint(int event) {
    return new Objective(FUNNEL, List.of(new Term(event, Probability.JOINT, Funnel.SPACE, 1)));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyPairOfExtremeLogits(Precision precision) {
    for (float a : EXTREMES) {
      for (float b : EXTREMES) {
        for (int sign = 0; sign < 4; sign++) {
          for (int labels = 0; labels < 3; labels++) {
            check(
                precision,
                new Row(
                    (sign & 1) == 0 ? a : -a,
                    (sign & 2) == 0 ? b : -b,
                    Math.min(labels, 1),
                    labels / 2));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void randomLogits(Precision precision) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      int labels = random.nextInt(3);
      check(precision, new Row(logit(random), logit(random), Math.min(labels, 1), labels / 2));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aBatchWithoutAnyClickIsTheMeanOfItsRows(Precision precision) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 20; round++) {
      Row[] rows = new Row[1 + random.nextInt(40)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new Row(logit(random), logit(random), 0, 0);
      }
      check(precision, rows);
    }
  }

  /** Of every magnitude, most of them where models live. */
  private static float logit(SplittableRandom random) {
    double magnitude =
        random.nextInt(4) == 0
            ? Math.pow(10, random.nextDouble(-40, 38))
            : random.nextDouble(0, random.nextBoolean() ? 10 : 120);
    return (float) (random.nextBoolean() ? magnitude : -magnitude);
  }

  private static void check(Precision precision, Row... rows) {
    int n = rows.length;
    Batch batch = new Batch(new FeatureSchema(List.of()), FUNNEL.names());
    batch.addRequest(n);
    Matrix[] logits = new Matrix[2];
    Matrix[] gradients = new Matrix[2];
    for (int e = 0; e < 2; e++) {
      logits[e] = Matrix.of(precision, n, 1);
      gradients[e] = Matrix.of(precision, n, 1);
    }
    BigDecimal[] losses = {BigDecimal.ZERO, BigDecimal.ZERO};
    LossOracle.Expected[] expected = new LossOracle.Expected[n];
    for (int i = 0; i < n; i++) {
      logits[0].set(i, 0, rows[i].click());
      logits[1].set(i, 0, rows[i].conversion());
      batch.labels(0)[i] = (byte) rows[i].clicked();
      batch.labels(1)[i] = (byte) rows[i].converted();
      expected[i] =
          LossOracle.of(
              rows[i].click(), rows[i].conversion(), rows[i].clicked(), rows[i].converted());
      losses[0] = losses[0].add(expected[i].click());
      losses[1] = losses[1].add(expected[i].conversion());
    }
    double smallest = precision == Precision.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    for (int t = 0; t < 2; t++) {
      double[] found = new double[1];
      new ObjectiveLoss(TERMS.get(t)).evaluate(batch, 0, logits, gradients, 1.0 / n, found);
      assertNear(found[0], losses[t], n, Double.MIN_NORMAL, "loss", rows);
      for (int i = 0; i < n; i++) {
        BigDecimal byClick = t == 0 ? expected[i].clickByClick() : expected[i].byClick();
        BigDecimal byConversion = t == 0 ? BigDecimal.ZERO : expected[i].byConversion();
        assertNear(gradients[0].get(i, 0), byClick, n, smallest, "by click", rows);
        assertNear(gradients[1].get(i, 0), byConversion, n, smallest, "by conversion", rows);
      }
    }
  }

  private static void assertNear(
      double found, BigDecimal sum, int n, double smallest, String what, Row... rows) {
    assertThat(found).as("seed %d, %s of %s", SEED, what, List.of(rows)).isFinite();
    BigDecimal expected = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128);
    BigDecimal error = expected.subtract(new BigDecimal(found)).abs();
    BigDecimal allowed =
        expected.abs().multiply(new BigDecimal("1e-6")).max(new BigDecimal(smallest));
    assertThat(error)
        .as("seed %d, %s of %s: %s, not %s", SEED, what, List.of(rows), found, expected)
        .isLessThanOrEqualTo(allowed);
  }
}
