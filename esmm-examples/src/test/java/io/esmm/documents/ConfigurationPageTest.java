package io.esmm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ReferenceWriter;
import io.esmm.config.SchemaWriter;
import io.esmm.data.config.DataConfig;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The reference of the configuration is written from the code. After a change, run {@code mvn
 * verify -pl esmm-examples -am -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Desmm.writeDocuments=true}.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void theReferenceIsUpToDate() throws IOException {
    String page = new ReferenceWriter(TowerRegistry.load()).withData(DataConfig.class).markdown();
    if (Boolean.getBoolean("esmm.writeDocuments")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  void everyRecordOfTheConfigurationCanBeDescribed() {
    ObjectNode schema = new SchemaWriter(TowerRegistry.load()).withData(DataConfig.class).schema();

    assertThat(schema.at("/$defs/tower/oneOf/0/properties/type/const").textValue()).isNotBlank();
    assertThat(schema.at("/$defs/source/oneOf")).isNotEmpty();
  }
}
