package io.esmm.benchmarks.jmh;

import io.esmm.benchmarks.KernelCase;
import io.esmm.benchmarks.LayerProduct;
import io.esmm.benchmarks.LayerProduct.Product;
import io.esmm.numerics.Kernels;
import org.openjdk.jmh.annotations.Param;

/** A dense layer of the paper's towers, and its two gradients; packing included. */
public class LayerBenchmark extends KernelBenchmark {
  /** Forward, or the gradient to what. */
  @Param public Product product = Product.FORWARD;

  /** n, the impressions of a shard or of a batch. */
  @Param({"1024", "4096"})
  public int rows = 1024;

  /** d x h, the layer's input and output width. */
  @Param({"414x360", "360x200", "200x80", "80x1"})
  public String layer = "80x1";

  /** For JMH. */
  public LayerBenchmark() {}

  @Override
  KernelCase of(Kernels chosen) {
    int cross = layer.indexOf('x');
    int inputs = Integer.parseInt(layer.substring(0, cross));
    int outputs = Integer.parseInt(layer.substring(cross + 1));
    return LayerProduct.of(chosen, product, rows, inputs, outputs);
  }
}
