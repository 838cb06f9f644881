package io.esmm.data.simulator;

/**
 * The fields of the Ali-CCP format that are written, in the order in which their feature ids follow
 * one another: every id belongs to one field, as in the real files.
 */
enum SimulatedField {
  USER("101"),
  CATEGORY_HISTORY("109_14"),
  SHOP_HISTORY("110_14"),
  SEGMENT("121"),
  GROUP("122"),
  GENDER("124"),
  AGE("125"),
  REPORTED_POWER("126"),
  POWER("127"),
  BRAND_HISTORY("127_14"),
  OCCUPATION("128"),
  CITY("129"),
  INTENTION_HISTORY("150_14"),
  ITEM("205"),
  CATEGORY("206"),
  SHOP("207"),
  INTENTION("210"),
  BRAND("216"),
  SCENARIO("301"),
  CATEGORY_CROSS("508"),
  SHOP_CROSS("509"),
  BRAND_CROSS("702"),
  INTENTION_CROSS("853"),

  /** In logs of candidates: where it was shown, for those that were. */
  POSITION("901");

  final String number;

  SimulatedField(String number) {
    this.number = number;
  }

  /** How many values the field can have. */
  private int values(SimulatorConfig config, int intentions) {
    return switch (this) {
      case USER -> config.users();
      case ITEM -> config.items();
      case CATEGORY, CATEGORY_HISTORY, CATEGORY_CROSS -> config.categories();
      case SHOP, SHOP_HISTORY, SHOP_CROSS -> config.shops();
      case BRAND, BRAND_HISTORY, BRAND_CROSS -> config.brands();
      case INTENTION, INTENTION_HISTORY, INTENTION_CROSS -> intentions;
      case SEGMENT -> 98;
      case GROUP -> 13;
      case GENDER, OCCUPATION -> 2;
      case AGE -> 7;
      case REPORTED_POWER, POWER, SCENARIO -> 3;
      case CITY -> 4;
      case POSITION -> 2 * config.impressionsPerRequest();
    };
  }

  /** The first feature id of every field, by {@link #ordinal()}; ids begin with 1. */
  static long[] firstIds(SimulatorConfig config, int intentions) {
    SimulatedField[] fields = values();
    long[] first = new long[fields.length];
    long next = 1;
    for (SimulatedField field : fields) {
      first[field.ordinal()] = next;
      next += field.values(config, intentions);
    }
    return first;
  }
}
