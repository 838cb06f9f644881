package io.esmm.cli.schema;

import io.esmm.cli.console.Output;
import io.esmm.config.SchemaWriter;
import io.esmm.data.config.DataConfig;
import io.esmm.tower.TowerRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the JSON schema of the configuration. */
@Command(
    name = "schema",
    description =
        "Prints the JSON schema of the configuration, with a description of every property. Name"
            + " the file under \"$schema\" in a configuration, and editors complete and check it.",
    footer = {"", "Example:", "  ./esmm schema > esmm.schema.json"})
public final class SchemaCommand implements Runnable {
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    output
        .results()
        .println(
            new SchemaWriter(TowerRegistry.load())
                .withData(DataConfig.class)
                .schema()
                .toPrettyString());
  }
}
