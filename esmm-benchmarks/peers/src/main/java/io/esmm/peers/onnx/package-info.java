/**
 * Our models in ONNX Runtime: {@link io.esmm.peers.onnx.OnnxExport} writes a model as ONNX, {@link
 * io.esmm.peers.onnx.OnnxScorer} scores with it.
 *
 * <p>Only what a model of towers of type mlp needs; the format's message numbers are in {@link
 * io.esmm.peers.onnx.OnnxGraph}.
 */
@NullMarked
package io.esmm.peers.onnx;

import org.jspecify.annotations.NullMarked;
