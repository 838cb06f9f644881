package io.esmm.graph;

/** An operation bound to buffers. */
public interface Step {

  /** Computes the value of the result from the values of the inputs. */
  void forward();

  /**
   * Adds to the gradients of the inputs and parameters what the gradient of the result demands.
   * Called after all operations that use the result. The gradient of the result may be overwritten.
   */
  void backward();
}
