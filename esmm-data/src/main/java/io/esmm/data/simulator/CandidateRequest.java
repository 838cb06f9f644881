package io.esmm.data.simulator;

/**
 * One request with all its candidates: which were shown and where, what came of them and when, and
 * the probabilities behind it. A buffer that {@link CandidateSimulator#read} fills again and again;
 * for one thread at a time. Indices are places in the list of candidates, which carries no meaning.
 *
 * <p>Probabilities are whole billionths, and labels are drawn from exactly these. They are stated
 * for every candidate, shown or not: a candidate that was not shown has the position that it would
 * have got beside those that were.
 */
public final class CandidateRequest {
  final SimulatedRequest visit;
  final Fate[] fates;
  double hour;
  double end;

  /** The tastes, the draws and the outcome of one candidate. */
  static final class Fate {
    double rank;
    double showLogit;
    double clickLogit;
    double cartLogit;
    double conversionLogit;
    double showDraw;
    double clickDraw;
    double cartDraw;
    double conversionDraw;
    double delayDraw;
    double meanDelay;

    // Probabilities in billionths.
    int show;
    int click;
    int clickAtFirst;
    int cart;
    int conversionWithCart;
    int conversionWithoutCart;

    int position;
    boolean shown;
    boolean clicked;
    boolean carted;
    boolean converts;
    double delay;
  }

  CandidateRequest(SimulatedRequest visit) {
    this.visit = visit;
    this.fates = new Fate[visit.items.length];
    for (int i = 0; i < fates.length; i++) {
      fates[i] = new Fate();
    }
  }

  /** The request's number, from 0. */
  public long number() {
    return visit.number;
  }

  /** When it came, in hours since the log began. */
  public double hour() {
    return hour;
  }

  /** The number of candidates, at least 1. */
  public int size() {
    return visit.size;
  }

  /** The sample id of a candidate: 1 for the log's first. */
  public long sample(int index) {
    return visit.sample(index);
  }

  /** Who came; refilled with the request. */
  public SimulatedUser user() {
    return visit.user;
  }

  /** Where the user is: 0 home page, 1 search, 2 product page. */
  public int scenario() {
    return visit.scenario;
  }

  /** The categories of the user's past behaviors. */
  public BehaviorBag categories() {
    return visit.categories;
  }

  /** The item of a candidate; refilled with the request. */
  public SimulatedItem item(int index) {
    return visit.items[index];
  }

  /** Whether the candidate became an impression, drawn with probability {@link #pShown}. */
  public boolean shown(int index) {
    return fates[index].shown;
  }

  /** Where it was shown, 0 for the first; where it would have been, if it was not. */
  public int position(int index) {
    return fates[index].position;
  }

  /** Whether it was shown and clicked. */
  public boolean clicked(int index) {
    return fates[index].clicked;
  }

  /** Whether it was clicked and put into the cart. */
  public boolean carted(int index) {
    return fates[index].carted;
  }

  /** Whether it converts in the end, within the log or after it. */
  public boolean converts(int index) {
    return fates[index].converts;
  }

  /** Whether the conversion happened before the log's end: the label. */
  public boolean converted(int index) {
    return fates[index].converts && fates[index].delay <= end - hour;
  }

  /** Hours from the click to the log's end; clicks follow the request at once. */
  public double elapsedHours() {
    return end - hour;
  }

  /** Hours from the click to the conversion, of a candidate that converts in the end. */
  public double delayHours(int index) {
    return fates[index].delay;
  }

  /** Mean of the exponential distribution that the delay is drawn from. */
  public double meanDelayHours(int index) {
    return fates[index].meanDelay;
  }

  /** P(shown): the candidate becomes an impression. */
  public double pShown(int index) {
    return fates[index].show / 1e9;
  }

  /** P(click | shown at its position). */
  public double pClick(int index) {
    return fates[index].click / 1e9;
  }

  /** P(click | shown at the first position). */
  public double pClickAtFirst(int index) {
    return fates[index].clickAtFirst / 1e9;
  }

  /** P(cart | click). */
  public double pCart(int index) {
    return fates[index].cart / 1e9;
  }

  /** P(conversion | click, cart). */
  public double pConversionWithCart(int index) {
    return fates[index].conversionWithCart / 1e9;
  }

  /** P(conversion | click, no cart). */
  public double pConversionWithoutCart(int index) {
    return fates[index].conversionWithoutCart / 1e9;
  }

  /** P(conversion | click) = P(cart) P(conversion | cart) + P(no cart) P(conversion | no cart). */
  public double pConversion(int index) {
    return pCart(index) * pConversionWithCart(index)
        + (1 - pCart(index)) * pConversionWithoutCart(index);
  }
}
