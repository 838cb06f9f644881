package io.esmm.cli.schema;

import io.esmm.cli.console.Output;
import io.esmm.config.ReferenceWriter;
import io.esmm.data.config.DataConfig;
import io.esmm.tower.TowerRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the reference of the configuration. */
@Command(
    name = "reference",
    hidden = true,
    description = "Prints the reference of the configuration, which is docs/configuration.md.",
    footer = {"", "Example:", "  ./esmm reference > docs/configuration.md"})
public final class ReferenceCommand implements Runnable {
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    output
        .results()
        .print(new ReferenceWriter(TowerRegistry.load()).withData(DataConfig.class).markdown());
  }
}
