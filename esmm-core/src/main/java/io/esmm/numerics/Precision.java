package io.esmm.numerics;

/** The number type that a {@link Matrix} holds and a {@link Kernels} computes in. */
public enum Precision {
  /** 32-bit floats: training and scoring. */
  FLOAT,
  /** 64-bit doubles: checking gradients against finite differences. */
  DOUBLE
}
