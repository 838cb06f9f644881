package io.esmm.benchmarks;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.prepare.FunnelLabels;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.simulator.AliCcpWriter;
import io.esmm.data.simulator.Simulator;
import io.esmm.data.simulator.SimulatorConfig;
import io.esmm.funnel.Funnel;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Rows as the simulator writes them in the Ali-CCP format, prepared once and read from the prepared
 * set: bags, weights, missing values and requests of several impressions, as in real logs.
 */
final class SimulatedRows {
  private SimulatedRows() {}

  /** Impressions of the simulator's small shop, requests of 20. */
  static Workload shop(int impressions, Path folder) {
    return of("shop", SimulatorConfig.quickstart(impressions, 1), folder);
  }

  /** The sparsity and the requests of Ali-CCP: 58 impressions, user lists of some 520 features. */
  static Workload likeAliCcp(int impressions, Path folder) {
    return of("ali-ccp", SimulatorConfig.likeAliCcp(impressions, 1), folder);
  }

  private static Workload of(String name, SimulatorConfig simulation, Path folder) {
    EsmmConfig config =
        new ConfigReader(TowerRegistry.load())
            .withData(DataConfig.class)
            .read(configuration(), "simulated.json");
    Path base = folder.resolve(name + "-" + simulation.impressions());
    Path prepared = base.resolve("prepared");
    if (!Files.isDirectory(prepared)) {
      try {
        Files.createDirectories(base);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new AliCcpWriter(false, Runtime.getRuntime().availableProcessors())
          .write(new Simulator(simulation), base.resolve("log"), _ -> {});
      Preparation.prepare(config, base, prepared, PreparationListener.SILENT);
    }
    List<EventLabel> events =
        new FunnelLabels(config.funnel()).events(Funnel.of(config.funnel()).labelledNames());
    return new Workload(
        name, config, PreparedSet.open(prepared.resolve("train")).require(config.fields(), events));
  }

  private static String configuration() {
    try (InputStream in = SimulatedRows.class.getResourceAsStream("simulated.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
