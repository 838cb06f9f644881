package io.esmm.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ConfigReader;
import io.esmm.config.MaskedSecrets;
import io.esmm.experiment.project.Release;
import io.esmm.experiment.rows.ExperimentData;

/** How an experiment was made, for its results, which are passed on: without what opens doors. */
final class ExperimentSetting {
  private ExperimentSetting() {}

  static ObjectNode of(ExperimentData data, int repeats) {
    ObjectNode setting = JsonNodeFactory.instance.objectNode();
    setting.put("esmm", Release.text());
    setting.put("repeats", repeats);
    setting.put("firstSeed", 1);
    ObjectNode rows = setting.putObject("rows");
    rows.put("of", data.identity());
    SplitCounts counts = SplitCounts.of(data);
    put(rows.putObject("train"), counts.train());
    put(rows.putObject("test"), counts.test());
    setting.set(
        "configuration",
        MaskedSecrets.of(new ConfigReader(data.file().registry()).write(data.file().config())));
    return setting;
  }

  private static void put(ObjectNode node, SplitCounts.Half half) {
    node.put("impressions", half.impressions());
    node.put("clicks", half.clicks());
    node.put("conversions", half.conversions());
  }
}
