package io.esmm.benchmarks;

/** Three ways to write the same step in PyTorch. */
public enum PeerStyle {
  /**
   * As it is written without a thought of tables: a table a field, dense gradients, and PyTorch's
   * fused Adam over every row in every step.
   */
  DENSE_ADAM,
  /**
   * As users write it: a table a field, {@code Embedding} and {@code EmbeddingBag} with sparse
   * gradients, and the arithmetic of {@code torch.optim.SparseAdam}.
   */
  SPARSE_ADAM,
  /**
   * As an expert tunes it: all fields in one table and one lookup, one sparse gradient, and Adam
   * written by hand on the rows that occur.
   */
  TUNED
}
