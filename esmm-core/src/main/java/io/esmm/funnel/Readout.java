package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a tower gives of its event, and how the other probability is had from it. */
public enum Readout {
  /**
   * A tower gives the conditional probability of its event; the joint one is the product along the
   * path: pCTCVR = pCTR pCVR (equation 1 of Ma et al. 2018). Both lie in [0, 1].
   */
  @JsonProperty("product")
  PRODUCT,
  /**
   * A tower gives the joint probability of its event; the conditional one is the quotient of that
   * and the joint probability of the event before it: pCVR = pCTCVR / pCTR (equation 2, the paper's
   * DIVISION). Nothing keeps two towers from contradicting each other, so a quotient may exceed 1.
   */
  @JsonProperty("division")
  DIVISION
}
