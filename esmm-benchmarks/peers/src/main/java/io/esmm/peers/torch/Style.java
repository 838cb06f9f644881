package io.esmm.peers.torch;

/** Two ways to write the same step in PyTorch. */
public enum Style {
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
