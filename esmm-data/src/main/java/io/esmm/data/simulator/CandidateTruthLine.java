package io.esmm.data.simulator;

import java.util.List;

/** What is true of a candidate, as a line of numbers: probabilities with nine decimals. */
final class CandidateTruthLine {
  static final List<String> COLUMNS =
      List.of(
          "p_shown",
          "p_click_given_shown",
          "p_click_given_shown_first",
          "p_cart_given_click",
          "p_conversion_given_cart",
          "p_conversion_given_no_cart",
          "p_click",
          "p_cart",
          "p_conversion",
          "mean_delay_hours",
          "converts");

  private CandidateTruthLine() {}

  static void write(CandidateRequest request, int i, ByteSink out) {
    CandidateRequest.Fate fate = request.fates[i];
    double click = request.pShown(i) * request.pClick(i);
    out.putNumber(request.sample(i))
        .put(',')
        .putBillionths(fate.show)
        .put(',')
        .putBillionths(fate.click)
        .put(',')
        .putBillionths(fate.clickAtFirst)
        .put(',')
        .putBillionths(fate.cart)
        .put(',')
        .putBillionths(fate.conversionWithCart)
        .put(',')
        .putBillionths(fate.conversionWithoutCart)
        .put(',')
        .putBillionths(billionths(click))
        .put(',')
        .putBillionths(billionths(click * request.pCart(i)))
        .put(',')
        .putBillionths(billionths(click * request.pConversion(i)))
        .put(',')
        .putHours(fate.meanDelay)
        .put(',')
        .put(fate.converts ? '1' : '0')
        .put('\n');
  }

  private static int billionths(double probability) {
    return (int) Math.round(1e9 * probability);
  }
}
