/**
 * The training step in PyTorch, run by DJL in this process: start with {@link
 * io.esmm.peers.torch.Twin}.
 *
 * <p>DJL's own operations have no EmbeddingBag, cannot read the indices of a sparse gradient and
 * have no Adam for it. A TorchScript archive may say all of that: it is a zip of program text,
 * which is written here, so that no Python is needed and a step is one call.
 */
@NullMarked
package io.esmm.peers.torch;

import org.jspecify.annotations.NullMarked;
