package io.esmm.cli.configuration;

import java.util.List;
import picocli.CommandLine.Option;

/** The option that changes a configuration for one run; a picocli mixin. */
public final class Settings {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Puts a value into the configuration; may be repeated. An element of a list stands by its"
            + " name or its index: --set training.epochs=2"
            + " --set 'funnel.events.click.tower.hidden=[64,32]'"
      })
  private List<String> settings = List.of();

  /** As {@link io.esmm.experiment.project.ConfigurationFile#read} takes them. */
  public List<String> list() {
    return settings;
  }
}
