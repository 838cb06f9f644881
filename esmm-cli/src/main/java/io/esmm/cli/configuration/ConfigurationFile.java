package io.esmm.cli.configuration;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.tower.TowerRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A configuration that was read from a file.
 *
 * @param folder where the file stands; paths in it are relative to it
 * @param registry the towers that it may name
 */
public record ConfigurationFile(EsmmConfig config, Path folder, TowerRegistry registry) {

  /**
   * Reads a file.
   *
   * @param settings {@code path=value} put into it first
   * @throws io.esmm.problem.ProblemException with all problems of the file and the settings
   */
  public static ConfigurationFile read(Path file, List<String> settings) {
    TowerRegistry registry = TowerRegistry.load();
    EsmmConfig config = new ConfigReader(registry).withData(DataConfig.class).read(file, settings);
    return new ConfigurationFile(
        config, Objects.requireNonNull(file.toAbsolutePath().normalize().getParent()), registry);
  }
}
