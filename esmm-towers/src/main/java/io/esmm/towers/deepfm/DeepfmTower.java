package io.esmm.towers.deepfm;

import io.esmm.graph.Rows;
import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerScope;
import io.esmm.tower.UpdateConfig;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A factorization machine and hidden layers over the same embeddings v_i x_i, added up at the logit
 * (Guo et al. 2017, equations 1 to 4):
 *
 * <pre>{@code
 * logit = <w, x> + sum_{i<j} <v_i, v_j> x_i x_j + deep([v_1 x_1, ..., v_m x_m])
 * }</pre>
 *
 * <p>For the ids of a field v x is its embedding, pooled if there are several; for a number x it is
 * x times a vector v of the same width.
 */
public final class DeepfmTower implements Tower {
  private final DeepfmConfig config;

  @Inject
  DeepfmTower(DeepfmConfig config) {
    this.config = config;
  }

  @Override
  public Tensor logit(TowerScope scope) {
    if (scope.hasTrunk()) {
      throw new IllegalArgumentException(
          "deepfm pairs the embeddings of fields, but stands on the funnel's trunk, which gives one"
              + " tensor; take mlp or dcn, or remove the trunk");
    }
    @Nullable List<String> named = config.fields();
    List<String> fields = named == null ? scope.fieldsWithoutCrosses() : named;
    List<Tensor> vectors = new ArrayList<>(vectors(scope, fields).values()); // [n, e] each
    Tensor first = scope.part("first").linearOver(fields, new UpdateConfig.Model()); // [n, 1]
    Tensor second = pairs(scope, vectors); // [n, 1]
    Tensor deep =
        HiddenLayers.of(
            scope,
            scope.concat(vectors),
            config.hidden(),
            config.activation(),
            config.regularization()); // [n, h]
    return scope.add(scope.add(first, second), scope.dense(deep, 1, Activation.IDENTITY)); // [n, 1]
  }

  /** The vectors v x of the fields, all of one width. */
  private static Map<String, Tensor> vectors(TowerScope scope, List<String> fields) {
    List<String> embedded = fields.stream().filter(scope.fieldsWithIds()::contains).toList();
    if (fields.size() < 2 || embedded.isEmpty()) {
      throw new IllegalArgumentException(
          "fields "
              + fields
              + " have nothing to pair; deepfm needs at least two, one of them embedded");
    }
    String sample = embedded.getFirst();
    int width = scope.input(sample).width();
    Map<String, Tensor> vectors = new LinkedHashMap<>();
    for (String field : fields) {
      Tensor x = scope.input(field);
      if (!embedded.contains(field)) {
        x = scope.part("vector").part(field).linear(x, width);
      } else if (x.width() != width) {
        throw new IllegalArgumentException(
            "fields ["
                + sample
                + "] of width "
                + width
                + " and ["
                + field
                + "] of width "
                + x.width()
                + " cannot be paired; give them the same dimension, or name fields without one");
      }
      vectors.put(field, x);
    }
    return vectors;
  }

  /**
   * The sum over i &lt; j of v_i v_j, each with the sum of those before it. Vectors of requests
   * come first: what they are among themselves is computed once for all impressions.
   */
  private static Tensor pairs(TowerScope scope, List<Tensor> vectors) {
    List<Tensor> ordered = new ArrayList<>();
    vectors.stream().filter(DeepfmTower::ofRequest).forEach(ordered::add);
    vectors.stream().filter(v -> !ofRequest(v)).forEach(ordered::add);
    Tensor before = ordered.get(0);
    Tensor sum = scope.dot(before, ordered.get(1));
    for (int i = 2; i < ordered.size(); i++) {
      before = scope.add(before, ordered.get(i - 1));
      sum = scope.add(sum, scope.dot(before, ordered.get(i)));
    }
    return sum;
  }

  private static boolean ofRequest(Tensor vector) {
    return vector.shape().rows().equals(Rows.REQUESTS);
  }
}
