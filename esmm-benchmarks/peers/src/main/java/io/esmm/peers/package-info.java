/**
 * PyTorch and ONNX Runtime beside us, in the same run: {@code ./esmm-bench all}. Start with {@link
 * io.esmm.peers.Rivals}.
 *
 * <p>Only {@code -Ppeers} builds this; nothing else knows it, and nothing here is published.
 */
@NullMarked
package io.esmm.peers;

import org.jspecify.annotations.NullMarked;
