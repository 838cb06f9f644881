package io.esmm.eval;

import static io.esmm.objective.Probability.CONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.esmm.batch.Batch;
import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.truth.TruthMetric;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.Readout;
import io.esmm.graph.Graph;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Precision;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionCollectorTest {
  private static final int ROWS = 1000;
  private static final float[] CLICK_LOGITS = logits(1);
  private static final float[] CONVERSION_LOGITS = logits(2);
  private static final byte[] CLICK = new byte[ROWS];
  private static final byte[] CONVERSION = new byte[ROWS];

  static {
    Random random = new Random(3);
    for (int i = 0; i < ROWS; i++) {
      CLICK[i] = (byte) random.nextInt(2);
      CONVERSION[i] = (byte) (CLICK[i] * random.nextInt(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1000,7", "10,64", "2000,1000"})
  void batchesOfAnySizeGiveTheEvaluationOfTheWhole(int expectedRows, int batch) {
    PredictionCollector collector = new PredictionCollector(SmallModel.FUNNEL, expectedRows);
    for (int from = 0; from < ROWS; from += batch) {
      int count = Math.min(batch, ROWS - from);
      int to = from + batch; // longer than what is left of the last batch
      collector.append(
          "click",
          Arrays.copyOfRange(CLICK_LOGITS, from, to),
          Arrays.copyOfRange(CLICK, from, to),
          count);
      collector.append(
          "conversion",
          Arrays.copyOfRange(CONVERSION_LOGITS, from, to),
          Arrays.copyOfRange(CONVERSION, from, to),
          count);
      collector.appendGroups(new int[batch], count);
    }
    PredictionCollector atOnce = collectorOf(CLICK_LOGITS, CONVERSION_LOGITS);
    atOnce.appendGroups(new int[ROWS], ROWS);
    assertThat(collector.rows()).isEqualTo(ROWS);
    assertThat(FunnelEvaluation.of(collector.finish()))
        .isEqualTo(FunnelEvaluation.of(atOnce.finish()));
  }

  @Test
  void quotientsStandAsTheyAreAndAreClippedForLogLossAlone() {
    Funnel division = new Funnel("impression", SmallModel.FUNNEL.events(), Readout.DIVISION);
    PredictionCollector collector = new PredictionCollector(division, 0);
    float[] third = {(float) -Math.log(2), 0, 0, -80};
    float[] own = {0, 0, (float) -Math.log(3), 80};
    collector.append("click", third, new byte[] {1, 1, 1, 0}, 4);
    collector.append("conversion", own, new byte[] {1, 0, 0, 0}, 4);
    EventPredictions conversion = collector.finish().event("conversion");
    double[] quotients = {1.5, 1, 0.5, Math.exp(80)};
    for (int i = 0; i < 4; i++) {
      assertThat(conversion.conditional().get(i)).isCloseTo(quotients[i], withinPercentage(1e-5));
      double clipped = Math.min(quotients[i], 1 - 1e-6);
      LogProbabilities logs = conversion.conditionalLogs().orElseThrow();
      assertThat(logs.happens(i)).isCloseTo(Math.log(clipped), within(1e-7));
      assertThat(logs.doesNot(i)).isCloseTo(Math.log1p(-clipped), within(1e-7));
    }
    assertThat(conversion.joint().get(0)).isEqualTo(0.5);
    assertThat(conversion.jointLogs().orElseThrow().doesNot(2))
        .isCloseTo(Math.log(0.75), within(1e-7));
    LabelReport report =
        FunnelEvaluation.of(collector.finish()).event("conversion").conditional().orElseThrow();
    assertThat(report.aboveOne()).isEqualTo(1); // of the three rows with a click
  }

  @Test
  void logarithmsAreThoseOfTheFunnelInTraining() {
    Funnel chain =
        new Funnel(
            "request",
            List.of(
                new Funnel.Event("impression", Funnel.SPACE, "a"),
                new Funnel.Event("click", 0, "b"),
                new Funnel.Event("like", 1, "c"),
                new Funnel.Event("conversion", 1, "d")));
    PredictionCollector collector = new PredictionCollector(chain, 0);
    float[][] logits = {logits(5), logits(6), logits(7), logits(8)};
    for (int e = 0; e < 4; e++) {
      collector.append(chain.names().get(e), logits[e], new byte[ROWS], ROWS);
    }
    FunnelPredictions predictions = collector.finish();
    FunnelRow row = new FunnelRow(chain);
    for (int i = 0; i < ROWS; i++) {
      for (int e = 0; e < 4; e++) {
        row.setLogit(e, logits[e][i]);
      }
      row.evaluate();
      for (int e = 0; e < 4; e++) {
        EventPredictions event = predictions.event(chain.names().get(e));
        double happens = row.logJoint(e);
        double fails = row.logComplement(e);
        assertThat(event.jointLogs().orElseThrow().happens(i))
            .isCloseTo(happens, within(1e-12 * (1 - happens)));
        assertThat(event.jointLogs().orElseThrow().doesNot(i))
            .isCloseTo(fails, within(1e-12 * (1 - fails)));
        assertThat(event.joint().get(i)).isCloseTo(Math.exp(happens), within(1e-12));
      }
    }
  }

  /** Impression, click, cart or no-cart, purchase after either. */
  @Test
  void eventsWithoutLabelsAndSeveralPathsAreMeasuredWhereTheyWereReached() {
    Funnel.Event cart = new Funnel.Event("cart", 0, "b");
    Funnel meeting =
        new Funnel(
            "impression",
            List.of(
                new Funnel.Event("click", Funnel.SPACE, "a"),
                cart,
                Funnel.Event.otherwise("no-cart", cart, 1),
                new Funnel.Event("purchase", List.of(1, 2), "c")));
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    EncodedField price =
        new EncodedField.Number(
            new NumericField("price", Level.IMPRESSION, null, null, null, null),
            new NumberScale(false, 0, 1));
    Tensor input = operations.number(0, price);
    List<Tensor> logits =
        meeting.heads().stream()
            .map(head -> operations.dense(head.name(), input, 1, ElementFunction.IDENTITY))
            .toList();
    Weights weights = Weights.initial(graph.parameters(), 4, Precision.FLOAT);
    Batch batch =
        new Batch(new FeatureSchema(List.of(price)), List.of("cart", "purchase", "click"));
    byte[][] labels = {{0, 1, 0, 0}, {0, 1, 1, 0}, {0, 1, 1, 1}}; // cart, purchase, click
    batch.addRequest(4);
    for (int i = 0; i < 4; i++) {
      ((Column.Numbers) batch.column(0)).add(i - 1.5f);
      for (int l = 0; l < 3; l++) {
        batch.labels(l)[i] = labels[l][i];
      }
    }
    Predictions p =
        new Scorer(new FunnelGraph(meeting, logits, graph.parameters()), weights).predict(batch);
    PredictionCollector collector = new PredictionCollector(meeting, 0);
    collector.append(p, batch);
    FunnelPredictions predictions = collector.finish();

    assertThat(predictions.event("no-cart").labels()).containsExactly(0, 0, 1, 1);
    assertThat(predictions.parentLabels("purchase")).hasValue(new byte[] {0, 1, 1, 1});
    for (String event : meeting.names()) {
      for (int i = 0; i < 4; i++) {
        assertThat(predictions.event(event).joint().get(i))
            .isCloseTo(p.joint(event, i), within(1e-15));
        assertThat(predictions.event(event).conditional().get(i))
            .isCloseTo(p.conditional(event, i), within(1e-15));
        assertThat(predictions.event(event).jointLogs().orElseThrow().doesNot(i))
            .isCloseTo(Math.log1p(-p.joint(event, i)), within(1e-14));
        assertThat(predictions.event(event).conditionalLogs().orElseThrow().happens(i))
            .isCloseTo(Math.log(p.conditional(event, i)), within(1e-14));
      }
    }
    EventEvaluation purchase = FunnelEvaluation.of(predictions).event("purchase");
    assertThat(purchase.conditional().orElseThrow().measured().text())
        .isEqualTo("purchase given cart or no-cart, on the 3 impressions with a cart or a no-cart");
    assertThat(purchase.conditional().orElseThrow().positives()).isEqualTo(2);
    assertThat(purchase.joint().measured().text())
        .isEqualTo("purchase (after cart or no-cart), on all 4 impressions");
  }

  @Test
  void trueJointProbabilitiesAreProductsOfTheConditionalOnes() {
    PredictionCollector collector = collectorOf(CLICK_LOGITS, CONVERSION_LOGITS);
    float[] quarter = new float[ROWS];
    Arrays.fill(quarter, 0.25f);
    collector.appendTruth("click", quarter, ROWS);
    collector.appendTruth("conversion", quarter, ROWS);
    FunnelPredictions predictions = collector.finish();
    assertThat(predictions.event("conversion").trueJoint().orElseThrow().get(7))
        .isEqualTo(0.25 * 0.25);
    assertThat(
            FunnelEvaluation.of(predictions)
                .event("conversion")
                .truth(CONDITIONAL, RowSelection.PARENT_DID_NOT_HAPPEN)
                .orElseThrow()
                .value(TruthMetric.SPEARMAN))
        .hasToString("undefined (true probabilities are constant)");
  }

  @Test
  void columnsMustHaveTheSameRows() {
    PredictionCollector collector = new PredictionCollector(SmallModel.FUNNEL, 0);
    collector.append("click", new float[3], new byte[3], 3);
    collector.append("conversion", new float[3], new byte[3], 2);
    assertThatThrownBy(collector::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("logits of event [conversion]: 2 rows, expected 3");
    collector.append("conversion", new float[1], new byte[1], 1);
    collector.appendGroups(new int[9], 2);
    assertThatThrownBy(collector::finish).hasMessage("group ids: 2 rows, expected 3");
    collector.appendGroups(new int[1], 1);
    collector.appendTruth("click", new float[3], 3);
    assertThatThrownBy(collector::finish)
        .hasMessage("truth of event [conversion]: 0 rows, expected 3");
    assertThatThrownBy(() -> collector.append("like", new float[1], new byte[1], 1))
        .hasMessage("event [like] unknown; known: [click, conversion]");
  }

  private static PredictionCollector collectorOf(float[] clickLogits, float[] conversionLogits) {
    PredictionCollector collector = new PredictionCollector(SmallModel.FUNNEL, ROWS);
    collector.append("click", clickLogits, CLICK, ROWS);
    collector.append("conversion", conversionLogits, CONVERSION, ROWS);
    return collector;
  }

  /** Some of them far beyond what a probability can tell from 0 or 1. */
  private static float[] logits(long seed) {
    Random random = new Random(seed);
    float[] logits = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      logits[i] = (float) (random.nextGaussian() * (i % 10 == 0 ? 500 : 2));
    }
    return logits;
  }
}
