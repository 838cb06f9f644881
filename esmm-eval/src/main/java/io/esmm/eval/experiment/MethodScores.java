package io.esmm.eval.experiment;

import java.util.Optional;

/**
 * What a method says of n rows.
 *
 * <p>Wraps without copying. Thread-safe if the arrays are left unchanged.
 *
 * @param pCvr P(conversion | click) of every row, clicked or not; of a quotient it may exceed 1
 * @param ownProduct the method's own P(click and conversion), if it has a pCTR of its own
 */
public record MethodScores(float[] pCvr, Optional<float[]> ownProduct) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ
   */
  public MethodScores {
    int rows = pCvr.length;
    ownProduct.ifPresent(product -> TestRows.requireRows("own product", product.length, rows));
  }
}
