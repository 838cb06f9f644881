package io.esmm.towers.layers;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.NetworkScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dense layers one after the other, the hidden ones of many networks. */
public final class HiddenLayers {
  /** More than anyone has trained without shortcuts between them. */
  private static final int MOST = 64;

  private HiddenLayers() {}

  /**
   * The widths of a configuration.
   *
   * @param hidden null stands for the default
   * @throws IllegalArgumentException if a width is not in [1, 65536], or there are more than 64
   *     layers
   */
  public static List<Integer> widths(@Nullable List<Integer> hidden, List<Integer> otherwise) {
    return widths("hidden", hidden, otherwise);
  }

  /**
   * The same for layers that a property of another name describes.
   *
   * @throws IllegalArgumentException if a width is not in [1, 65536], or there are more than 64
   *     layers; the message names the property
   */
  public static List<Integer> widths(
      String property, @Nullable List<Integer> hidden, List<Integer> otherwise) {
    List<Integer> widths = List.copyOf(hidden == null ? otherwise : hidden);
    if (widths.size() > MOST) {
      throw new IllegalArgumentException(
          property + " has [" + widths.size() + "] layers; at most " + MOST);
    }
    for (int width : widths) {
      if (width < 1 || width > 65536) {
        throw new IllegalArgumentException(
            property + " width [" + width + "] must be in [1, 65536]");
      }
    }
    return widths;
  }

  /**
   * The fields of a configuration.
   *
   * @param fields null stands for all
   * @throws IllegalArgumentException if there is none
   */
  public static @Nullable List<String> fields(@Nullable List<String> fields) {
    if (fields != null && fields.isEmpty()) {
      throw new IllegalArgumentException(
          "fields is empty; name at least one, or leave it out for all");
    }
    return fields == null ? null : List.copyOf(fields);
  }

  /** The last of the layers: [n, d] to [n, h]; x itself if there are none. */
  public static Tensor of(
      NetworkScope scope, Tensor x, List<Integer> hidden, Activation activation) {
    return of(scope, x, hidden, activation, Regularization.NONE);
  }

  /**
   * The last of the layers: [n, d] to [n, h]; x itself if there are none. A layer is a product, the
   * normalisation, the activation, the dropout, in this order.
   */
  public static Tensor of(
      NetworkScope scope,
      Tensor x,
      List<Integer> hidden,
      Activation activation,
      Regularization regularization) {
    Tensor y = x;
    for (int width : hidden) {
      y =
          switch (regularization.normalization()) {
            case NONE -> scope.dense(y, width, activation, regularization.l2());
            // A bias would be subtracted again with the mean.
            case BATCH ->
                normalized(
                    scope, scope.linear(y, width, regularization.l2()), activation, regularization);
            case LAYER ->
                normalized(
                    scope,
                    scope.dense(y, width, Activation.IDENTITY, regularization.l2()),
                    activation,
                    regularization);
          };
      y = scope.dropout(y, regularization.dropout());
    }
    return y;
  }

  private static Tensor normalized(
      NetworkScope scope, Tensor x, Activation activation, Regularization regularization) {
    return scope.activate(activation, scope.normalize(regularization.normalization(), x));
  }
}
