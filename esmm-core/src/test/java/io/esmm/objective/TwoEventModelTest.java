package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.TwoEventFormulas;
import io.esmm.graph.Graph;
import io.esmm.graph.Parameter;
import io.esmm.graph.Plan;
import io.esmm.graph.Shard;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.Workspace;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A small model trained by the general loss and by the formulas for two events. */
class TwoEventModelTest {
  private static final int ROWS = 500;
  private static final int STEPS = 20;
  private static final Funnel ESMM =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              new EncodedField.Number(
                  new NumericField("price", Level.IMPRESSION, null, null, null, null),
                  new NumberScale(false, 0, 1))));

  private final Graph graph = new Graph();
  private final List<Tensor> logits;
  private final Plan plan;
  private final Batch batch = new Batch(SCHEMA, ESMM.names());
  private final Shard shard = new Shard();
  private final Kernels kernels = KernelChoice.create(Precision.FLOAT);

  TwoEventModelTest() {
    Operations operations = new Operations(graph);
    Tensor price = operations.number(0, SCHEMA.fields().get(0));
    Tensor shared = operations.dense("shared", price, 8, ElementFunction.RELU);
    logits =
        ESMM.names().stream()
            .map(event -> operations.dense(event, shared, 1, ElementFunction.IDENTITY))
            .toList();
    plan = Plan.forTraining(logits);
    SplittableRandom random = new SplittableRandom(5);
    batch.addRequest(ROWS);
    for (int i = 0; i < ROWS; i++) {
      ((Column.Numbers) batch.column(0)).add((float) random.nextDouble(-3, 3));
      boolean click = random.nextInt(3) == 0;
      batch.labels(0)[i] = (byte) (click ? 1 : 0);
      batch.labels(1)[i] = (byte) (click && random.nextBoolean() ? 1 : 0);
    }
    shard.set(batch, 0, 1);
  }

  /** Writes the gradients of the logits. */
  private interface Loss {
    void evaluate(Matrix[] values, Matrix[] gradients);
  }

  private Weights trainedBy(Loss loss) {
    Weights weights = Weights.initial(graph.parameters(), 3, Precision.FLOAT);
    Workspace workspace = new Workspace(plan, kernels, weights);
    ShardGradients gradients = new ShardGradients(plan, Precision.FLOAT);
    for (int step = 0; step < STEPS; step++) {
      workspace.forward(shard, gradients);
      loss.evaluate(
          logits.stream().map(workspace::value).toArray(Matrix[]::new),
          logits.stream().map(workspace::gradient).toArray(Matrix[]::new));
      workspace.backward();
      for (Parameter p : graph.parameters()) {
        kernels.elements().scale(-0.5, gradients.of(p), true, weights.of(p));
      }
    }
    return weights;
  }

  @Test
  void aTrainedModelHasTheBitsOfTheTwoEventFormulas() {
    Objective esmm =
        new Objective(
            ESMM,
            List.of(
                new Term(0, Probability.JOINT, Funnel.SPACE, 1),
                new Term(1, Probability.JOINT, Funnel.SPACE, 1)));
    ObjectiveLoss general = new ObjectiveLoss(esmm);
    double[] losses = new double[2];
    Weights byGraph =
        trainedBy((values, gradients) ->
            general.evaluate(batch, 0, values, gradients, 1.0 / ROWS, losses));

    TwoEventFormulas formulas = new TwoEventFormulas();
    double[] expected = new double[2];
    Weights byFormulas =
        trainedBy((values, gradients) -> {
          for (int i = 0; i < ROWS; i++) {
            formulas.esmm(
                values[0].get(i, 0),
                values[1].get(i, 0),
                batch.labels(0)[i] == 1,
                batch.labels(1)[i] == 1,
                1.0 / ROWS);
            expected[0] += formulas.clickLoss;
            expected[1] += formulas.conversionLoss;
            gradients[0].set(i, 0, formulas.clickGradient);
            gradients[1].set(i, 0, formulas.conversionGradient);
          }
        });

    assertThat(losses).containsExactly(expected);
    assertThat(byGraph.differing(byFormulas)).isEmpty();
    assertThat(byGraph.differing(Weights.initial(graph.parameters(), 3, Precision.FLOAT)))
        .hasSameSizeAs(graph.parameters());
  }
}
