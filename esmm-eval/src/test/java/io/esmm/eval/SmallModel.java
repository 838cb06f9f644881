package io.esmm.eval;

import io.esmm.batch.Batch;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Graph;
import io.esmm.graph.Tensor;
import io.esmm.graph.Weights;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Precision;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Scorer;
import io.esmm.train.InMemorySet;
import java.util.List;
import java.util.Random;

/** A linear model of click and conversion on one number, and labelled rows for it. */
final class SmallModel {
  static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "click"),
              new Funnel.Event("conversion", 0, "conversion")));

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              new EncodedField.Categorical(
                  new CategoricalField("user", Level.REQUEST, null, null, null),
                  new Vocabulary("user", List.of("ann", "bob", "cem"))),
              new EncodedField.Number(
                  new NumericField("price", Level.IMPRESSION, null, null, null, null),
                  new NumberScale(false, 0, 1))));

  private SmallModel() {}

  /** The logit of click is 2 price - 1, that of conversion 3 price - 2. */
  static Scorer scorer() {
    return scorer(1);
  }

  /** The same logits times a factor: larger than 1 is too sure. */
  static Scorer scorer(float factor) {
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    Tensor price = operations.number(1, SCHEMA.fields().get(1));
    List<Tensor> logits =
        FUNNEL.names().stream()
            .map(event -> operations.dense(event, price, 1, ElementFunction.IDENTITY))
            .toList();
    Weights weights = new Weights(graph.parameters(), Precision.FLOAT);
    float[] values = {2, -1, 3, -2};
    for (int p = 0; p < values.length; p++) {
      weights.of(weights.parameters().get(p)).set(0, 0, factor * values[p]);
    }
    return new Scorer(new FunnelGraph(FUNNEL, logits, graph.parameters()), weights);
  }

  /** Requests of one to four impressions whose labels are drawn from the model's probabilities. */
  static InMemorySet rows(int requests) {
    Random random = new Random(3);
    InMemorySet set = new InMemorySet(SCHEMA, List.of("conversion", "click"));
    Batch batch = set.newBatch();
    for (int r = 0; r < requests; r++) {
      int impressions = 1 + random.nextInt(4);
      int first = batch.impressions();
      batch.addRequest(impressions);
      ((Column.Ids) batch.column(0)).add(random.nextInt(5));
      for (int i = first; i < first + impressions; i++) {
        float price = random.nextFloat();
        ((Column.Numbers) batch.column(1)).add(price);
        boolean click = random.nextDouble() < 1 / (1 + Math.exp(1 - 2 * price));
        boolean conversion = click && random.nextDouble() < 1 / (1 + Math.exp(2 - 3 * price));
        batch.labels(1)[i] = (byte) (click ? 1 : 0);
        batch.labels(0)[i] = (byte) (conversion ? 1 : 0);
      }
      if (batch.impressions() > 500 || r == requests - 1) {
        set.add(batch);
        batch.clear();
      }
    }
    return set;
  }
}
