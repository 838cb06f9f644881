package io.esmm.train;

/** What a training step spends its time on. */
public enum Stage {
  /** Rows of the prepared set into the next batch. */
  READ,
  /** Which rows of the embedding tables occur in the batch, and where. */
  INDEX,
  /** Embeddings and layers up to the logits. */
  FORWARD,
  /** The objective and its gradient with respect to the logits. */
  LOSS,
  /** Gradients of layers, and of what was read from the tables. */
  BACKWARD,
  /** The gradients of the shards, added up for each parameter and table row, and their check. */
  REDUCE,
  /** The optimizer. */
  UPDATE,
  /** Writing down where training stands, during which it stands still. */
  CHECKPOINT
}
