package io.esmm.cli.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.cli.ReleaseVersion;
import io.esmm.config.ConfigReader;
import io.esmm.eval.metric.Labels;
import java.util.Locale;

/** How an experiment was made, for its results. */
final class ExperimentSetting {
  private ExperimentSetting() {}

  static ObjectNode of(ExperimentData data, int repeats) {
    ObjectNode setting = JsonNodeFactory.instance.objectNode();
    setting.put("esmm", ReleaseVersion.text());
    setting.put("repeats", repeats);
    setting.put("firstSeed", 1);
    ObjectNode rows = setting.putObject("rows");
    rows.put("of", data.identity());
    counts(rows.putObject("train"), data.training().clicks(), data.training().conversions());
    counts(rows.putObject("test"), data.measured().clicks(), data.measured().conversions());
    setting.set(
        "configuration", new ConfigReader(data.file().registry()).write(data.file().config()));
    return setting;
  }

  private static void counts(ObjectNode node, byte[] clicks, byte[] conversions) {
    node.put("impressions", clicks.length);
    node.put("clicks", Labels.countPositives(clicks));
    node.put("conversions", Labels.countPositives(conversions));
  }

  /** Two lines. */
  static String text(ExperimentData data) {
    return line("train", data.training().clicks(), data.training().conversions())
        + line("test ", data.measured().clicks(), data.measured().conversions());
  }

  private static String line(String half, byte[] clicks, byte[] conversions) {
    return String.format(
        Locale.ROOT,
        "%s  %,d impressions, %,d clicks, %,d conversions%n",
        half,
        clicks.length,
        Labels.countPositives(clicks),
        Labels.countPositives(conversions));
  }
}
