package io.esmm.cli.experiment;

import io.esmm.data.simulator.SimulatorConfig;

/** What a simulated log resembles. */
enum SimulatedLog {
  /** A small shop: 12% of the impressions are clicked, 10% of the clicks convert. */
  SHOP("shop", 2_000_000),
  /** The counts of the paper's Table 1, in proportion to the impressions. */
  ALI_CCP("ali-ccp", SimulatorConfig.ALI_CCP_IMPRESSIONS);

  private final String text;
  private final long impressions;

  SimulatedLog(String text, long impressions) {
    this.text = text;
    this.impressions = impressions;
  }

  /** Rows where nothing else is asked for. */
  long impressions() {
    return impressions;
  }

  SimulatorConfig config(long rows, long seed) {
    return switch (this) {
      case SHOP -> SimulatorConfig.quickstart(rows, seed);
      case ALI_CCP -> SimulatorConfig.likeAliCcp(rows, seed);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
