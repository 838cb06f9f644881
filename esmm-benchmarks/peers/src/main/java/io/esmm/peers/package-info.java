/**
 * PyTorch and ONNX Runtime beside us, in the same run: {@code ./esmm-bench peers}. Start with
 * {@link io.esmm.peers.PeersCommand}.
 *
 * <p>Only {@code -Ppeers} builds this; nothing else knows it, and nothing here is published.
 */
@NullMarked
package io.esmm.peers;

import org.jspecify.annotations.NullMarked;
