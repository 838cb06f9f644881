package io.esmm.graph;

/**
 * A symbolic tensor: what an operation will give for every row of a batch. It holds no numbers.
 * Tensors are made by a {@link Graph} and compared by identity; the graph gives the same tensor for
 * the same operation on the same inputs. Immutable and thread-safe.
 */
public final class Tensor {
  private final int id;
  private final Op op;
  private final Shape shape;

  Tensor(int id, Op op) {
    this.id = id;
    this.op = op;
    this.shape = op.shape();
  }

  /** Its place in the graph; inputs have smaller ids than what is made of them. */
  public int id() {
    return id;
  }

  /** The operation that gives it; the tensors that this one is made of are its inputs. */
  public Op op() {
    return op;
  }

  /** What its rows are, and its width. */
  public Shape shape() {
    return shape;
  }

  /** d, the number of columns, at least 1. */
  public int width() {
    return shape.width();
  }

  @Override
  public String toString() {
    return op.describe() + " " + shape;
  }
}
