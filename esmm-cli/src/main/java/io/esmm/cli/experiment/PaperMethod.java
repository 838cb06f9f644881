package io.esmm.cli.experiment;

import java.util.List;

/**
 * The methods that the ESMM paper compares (section 3.1), each as the networks it trains and the
 * rows it trains them on. All networks have the same structure and hyper-parameters, and each of
 * one event has embedding tables of its own.
 */
enum PaperMethod {
  /** pCVR from the clicked rows. */
  BASE("base", List.of()),
  /**
   * All missing as negative: clicked rows, and a random share of the others as rows without a
   * conversion. What it predicts is too low, the more so the larger the share.
   */
  AMAN("aman", List.of(0.1, 0.2, 0.5, 1.0)),
  /** Clicked rows, those with a conversion copied: each stands there so many times. */
  OVERSAMPLING("oversampling", List.of(2.0, 3.0, 5.0, 10.0)),
  /**
   * Clicked rows by rejection sampling: a row is kept with probability min(1, c / pCTR), with the
   * pCTR of the independent network and c the click rate of the training rows. Rows with a pCTR
   * below c are corrected no further: without such a bound a few rows would be all that is left.
   */
  UNBIAS("unbias", List.of()),
  /** pCTCVR / pCTR of two networks, each trained alone over all rows; may exceed 1. */
  DIVISION("division", List.of()),
  /** ESMM without shared embeddings. */
  ESMM_NS("esmm-ns", List.of()),
  /** Both events' joint probabilities over all rows, embeddings shared. */
  ESMM("esmm", List.of());

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of numbers
  private final List<Double> candidates;

  PaperMethod(String text, List<Double> candidates) {
    this.text = text;
    this.candidates = candidates;
  }

  /** What its parameter is chosen from on a validation part of the training rows; may be empty. */
  List<Double> candidates() {
    return candidates;
  }

  /** Whether it trains the network of pCTR together with that of pCVR. */
  boolean coTrains() {
    return this == ESMM || this == ESMM_NS;
  }

  /** The name in options and results: {@code esmm-ns}. */
  @Override
  public String toString() {
    return text;
  }
}
