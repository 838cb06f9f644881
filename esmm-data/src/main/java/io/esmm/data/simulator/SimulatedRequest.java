package io.esmm.data.simulator;

/**
 * One visit of one user: what was shown, what came of it, and the truth behind it. A buffer that
 * {@link Simulator#read} fills again and again, so that a log of any size takes no memory; for one
 * thread at a time. Sizes and indices are in impressions, in the order of their position.
 */
public final class SimulatedRequest {
  final SimulatedUser user = new SimulatedUser();
  final BehaviorBag categories = new BehaviorBag();
  final BehaviorBag shops = new BehaviorBag();
  final BehaviorBag brands = new BehaviorBag();
  final BehaviorBag intentions = new BehaviorBag();
  final SimulatedItem[] items;
  final boolean[] clicked;
  final boolean[] converted;
  // Probabilities in billionths, as truth.csv states them.
  final int[] clickBillionths;
  final int[] conversionBillionths;
  final double[] clickTaste;
  final double[] conversionTaste;
  final double[] clickLogit;
  final double[] conversionLogit;
  final Policy policy;
  final Draws draws = new Draws();

  long number;
  long firstSample;
  int size;
  int scenario;

  SimulatedRequest(int maxSize, Policy policy) {
    this.policy = policy;
    items = new SimulatedItem[maxSize];
    for (int i = 0; i < maxSize; i++) {
      items[i] = new SimulatedItem();
    }
    clicked = new boolean[maxSize];
    converted = new boolean[maxSize];
    clickBillionths = new int[maxSize];
    conversionBillionths = new int[maxSize];
    clickTaste = new double[maxSize];
    conversionTaste = new double[maxSize];
    clickLogit = new double[maxSize];
    conversionLogit = new double[maxSize];
  }

  /** The request's number, from 0. */
  public long number() {
    return number;
  }

  /** The number of impressions, at least 1. */
  public int size() {
    return size;
  }

  /** The sample id of an impression: 1 for the log's first. */
  public long sample(int index) {
    return firstSample + index;
  }

  /** Who came; refilled with the request. */
  public SimulatedUser user() {
    return user;
  }

  /** Where the user is: 0 home page, 1 search, 2 product page. */
  public int scenario() {
    return scenario;
  }

  /** The categories of the user's past behaviors. */
  public BehaviorBag categories() {
    return categories;
  }

  /** The shops of the user's past behaviors. */
  public BehaviorBag shops() {
    return shops;
  }

  /** The brands of the user's past behaviors. */
  public BehaviorBag brands() {
    return brands;
  }

  /** The intentions of the user's past behaviors. */
  public BehaviorBag intentions() {
    return intentions;
  }

  /** The item of an impression; refilled with the request. */
  public SimulatedItem item(int index) {
    return items[index];
  }

  /** Whether the impression was clicked, drawn with probability {@link #pCtr}. */
  public boolean clicked(int index) {
    return clicked[index];
  }

  /** Whether the impression was clicked and the click converted. */
  public boolean converted(int index) {
    return converted[index];
  }

  /** The true P(click | impression), a whole number of billionths. */
  public double pCtr(int index) {
    return clickBillionths[index] / 1e9;
  }

  /**
   * The true P(conversion | click, impression), for unclicked impressions too; whole billionths.
   */
  public double pCvr(int index) {
    return conversionBillionths[index] / 1e9;
  }

  /** The user's taste in clicking the item: nearly standard normal over all users and items. */
  public double clickTaste(int index) {
    return clickTaste[index];
  }

  /** The user's taste in buying the item; its correlation with the click taste is configured. */
  public double conversionTaste(int index) {
    return conversionTaste[index];
  }
}
