package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/**
 * The items. An item's attributes are drawn from its number whenever it is looked at, so 4.3
 * million items take no memory; only categories and styles have tables. Immutable.
 *
 * <p>A shop belongs to a department, and most of its items do too; an item's category and brand are
 * of its department. What makes an item attractive is mostly its category and its style, so that a
 * model can learn it from few rows.
 */
final class Catalogue {
  static final int TASTES = 4;
  static final int BRAND_TASTES = 2;
  static final int STYLES = 24;
  static final int PRICE_BANDS = 5;

  private static final int MAX_DEPARTMENTS = 12;
  private static final int CATEGORY_INTENTIONS = 8;
  private static final double CATEGORY_SHARE = 0.8;
  private static final double STYLE_SHARE = 0.6;
  private static final double OTHER_DEPARTMENT = 0.2;
  private static final double NO_BRAND = 0.29;

  /** Upper ends of the price bands but the last: fifths of a normal distribution. */
  private static final double[] BAND_ENDS = {-0.84, -0.25, 0.25, 0.84};

  private final SimulatorConfig config;
  private final int departments;
  private final double noBrand;
  // Tastes for categories: [category][taste], scaled so that a match has variance 1.
  private final double[] categoryClick;
  private final double[] categoryConversion;
  private final double[] styleClick;
  private final double[] styleConversion;
  private final double[] appeal;
  private final double[] purchases;

  Catalogue(SimulatorConfig config) {
    this.config = config;
    departments = Math.min(MAX_DEPARTMENTS, Math.min(config.categories(), config.brands()));
    noBrand = NO_BRAND * config.missingness();
    int categories = config.categories();
    categoryClick = new double[categories * TASTES];
    categoryConversion = new double[categories * TASTES];
    appeal = new double[categories];
    purchases = new double[categories];
    Draws draws = new Draws();
    for (int c = 0; c < categories; c++) {
      draws.start(config.seed(), Stream.CATEGORY, c);
      draws.normals(categoryClick, c * TASTES, TASTES);
      draws.normals(categoryConversion, c * TASTES, TASTES);
      appeal[c] = draws.normal();
      purchases[c] = draws.normal();
    }
    styleClick = new double[STYLES * TASTES];
    styleConversion = new double[STYLES * TASTES];
    for (int s = 0; s < STYLES; s++) {
      draws.start(config.seed(), Stream.STYLE, s);
      draws.normals(styleClick, s * TASTES, TASTES);
      draws.normals(styleConversion, s * TASTES, TASTES);
    }
    double scale = 1 / Math.sqrt(TASTES);
    Standardization.columns(categoryClick, TASTES, CATEGORY_SHARE * scale);
    Standardization.columns(categoryConversion, TASTES, CATEGORY_SHARE * scale);
    Standardization.columns(appeal, 1, 1);
    Standardization.columns(purchases, 1, 1);
    Standardization.columns(styleClick, TASTES, STYLE_SHARE * scale);
    Standardization.columns(styleConversion, TASTES, STYLE_SHARE * scale);
  }

  /**
   * The number of intentions there are: department and price band, style, and eight for each
   * category.
   */
  int intentions() {
    return departments * PRICE_BANDS + STYLES + config.categories() * CATEGORY_INTENTIONS;
  }

  /** Every item at two thirds of the mean rate or more, low numbers far more often. */
  int drawItem(Draws draws) {
    double u = draws.uniform();
    // One half of the draws is uniform, the other follows u^3; u's lowest bits do for the coin.
    double v = 2 * u;
    if (v < 1) {
      return (int) (config.items() * v);
    }
    v -= 1;
    return (int) (config.items() * (v * v * v));
  }

  /** Sets the attributes that a candidate is chosen by. */
  void look(int id, SimulatedItem item, Draws draws) {
    draws.start(config.seed(), Stream.ITEM, id);
    item.id = id;
    item.shop = draws.skewedBelow(config.shops());
    long bits = draws.next();
    // The shop's department, or any.
    double other = (bits >>> 40) * 0x1p-24;
    int department = (int) ((bits & 0xFFFFFF) * departments >>> 24);
    if (other >= OTHER_DEPARTMENT) {
      long shopBits = Draws.key(config.seed(), Stream.SHOP, item.shop);
      department = (int) ((shopBits >>> 40) * departments >>> 24);
    }
    item.category = member(department, config.categories(), draws);
    item.style = draws.below(STYLES);
    item.brand = draws.uniform() < noBrand ? -1 : member(department, config.brands(), draws);
  }

  /**
   * One of the numbers below count that are congruent to the department, the low ones more often.
   */
  private int member(int department, int count, Draws draws) {
    int members = (count - department + departments - 1) / departments;
    return department + departments * draws.skewedBelow(members);
  }

  /**
   * Sets what is left after {@link #look}: price and brand affinity, the item's and its shop's part
   * in both logits, and the intentions.
   */
  void complete(SimulatedItem item, SimulatedUser user, Draws draws) {
    double premium = 0;
    item.brandAffinity = 0;
    if (item.brand >= 0) {
      draws.start(config.seed(), Stream.BRAND, item.brand);
      premium = draws.normal();
      item.brandAffinity = brandMatch(user, draws);
    }
    draws.start(Draws.key(config.seed(), Stream.SHOP, item.shop) ^ 1);
    double showiness = draws.normal();
    double trust = draws.normal();
    draws.start(Draws.key(config.seed(), Stream.ITEM, item.id) ^ 1);
    item.price = 0.7 * premium + 0.7 * draws.normal();
    item.clickDraw = 0.3 * appeal[item.category] + 0.3 * showiness + 0.2 * draws.normal();
    item.conversionDraw = 0.6 * purchases[item.category] + 0.5 * trust + 0.2 * draws.normal();
    intentions(item, draws);
  }

  private void intentions(SimulatedItem item, Draws draws) {
    int band = 0;
    while (band < BAND_ENDS.length && item.price > BAND_ENDS[band]) {
      band++;
    }
    item.intentions[0] = (item.category % departments) * PRICE_BANDS + band;
    item.intentions[1] = departments * PRICE_BANDS + item.style;
    // Consecutive ones of the category's eight: distinct without looking.
    int more = draws.below(SimulatedItem.MAX_INTENTIONS - 1);
    int first = draws.below(CATEGORY_INTENTIONS);
    int base = departments * PRICE_BANDS + STYLES + item.category * CATEGORY_INTENTIONS;
    for (int i = 0; i < more; i++) {
      item.intentions[2 + i] = base + (first + i) % CATEGORY_INTENTIONS;
    }
    item.intentionCount = 2 + more;
  }

  /** How much the user likes the brand whose draws come next; 0 for items without. */
  private static double brandMatch(SimulatedUser user, Draws draws) {
    double sum = 0;
    for (double taste : user.brandTaste) {
      sum += taste * draws.normal();
    }
    return sum / Math.sqrt(BRAND_TASTES);
  }

  double brandAffinity(SimulatedItem item, SimulatedUser user, Draws draws) {
    if (item.brand < 0) {
      return 0;
    }
    draws.start(config.seed(), Stream.BRAND, item.brand);
    draws.next();
    return brandMatch(user, draws);
  }

  /** The user's taste in clicking such an item: mean 0, variance 1 over users and items. */
  double clickMatch(SimulatedUser user, SimulatedItem item) {
    return match(user.clickTaste, categoryClick, item.category)
        + match(user.clickTaste, styleClick, item.style);
  }

  /** The user's own taste in buying, independent of {@link #clickMatch}: mean 0, variance 1. */
  double ownConversionMatch(SimulatedUser user, SimulatedItem item) {
    return match(user.conversionTaste, categoryConversion, item.category)
        + match(user.conversionTaste, styleConversion, item.style);
  }

  private static double match(double[] taste, double[] table, int row) {
    double sum = 0;
    for (int t = 0; t < TASTES; t++) {
      sum += taste[t] * table[row * TASTES + t];
    }
    return sum;
  }
}
