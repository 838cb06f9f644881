package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.esmm.funnel.Funnel;
import io.esmm.objective.TermConfig;
import io.esmm.objective.TermWeight;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaWriterTest {
  private final TowerRegistry towers = TowerRegistry.of(new FakeTowers());
  private final ObjectNode schema = new SchemaWriter(towers).schema();

  private static List<?> objections(ObjectNode schema, String json) {
    Schema validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString(), InputFormat.JSON);
    return validator.validate(json, InputFormat.JSON);
  }

  @Test
  void aGoodConfigurationIsValid() throws IOException {
    assertThat(objections(schema, Files.readString(ConfigReaderTest.GOOD))).isEmpty();
  }

  @Test
  void aWrittenConfigurationIsValid() {
    ConfigReader reader = new ConfigReader(towers);
    String written = reader.write(reader.read(ConfigReaderTest.GOOD)).toString();

    assertThat(objections(schema, written)).isEmpty();
  }

  @Test
  void everyFormOfAnEventAndATermReadsWritesAndIsValid() {
    ConfigReader reader = new ConfigReader(towers);
    String json =
        """
        {"name": "shop",
         "fields": [{"name": "item", "level": "impression", "kind": "categorical"}],
         "funnel": {"space": "impression", "events": [
           {"name": "click", "after": "impression", "label": "c",
            "tower": {"type": "linear", "scale": 1}},
           {"name": "cart", "after": "click", "label": "k",
            "tower": {"type": "linear", "scale": 1}},
           {"name": "no-cart", "otherwise": "cart"},
           {"name": "buy", "label": "b", "paths": [
             {"after": "cart", "tower": {"type": "linear", "scale": 2}},
             {"after": "no-cart", "tower": {"type": "linear", "scale": 3}}]}]},
         "objective": {"terms": [
           {"event": "buy", "probability": "joint", "over": "impression",
            "weight": "uncertainty", "positiveWeight": 4},
           {"event": "no-cart", "probability": "conditional", "over": "click", "weight": 0.5}]}}
        """;
    EsmmConfig config = reader.read(json, "shop.json");

    assertThat(objections(schema, json)).isEmpty();
    assertThat(objections(schema, reader.write(config).toString())).isEmpty();
    assertThat(reader.read(reader.write(config), "again.json")).isEqualTo(config);
    assertThat(config.objective().terms(config.funnel()))
        .extracting(TermConfig::weight)
        .containsExactly(TermWeight.Learnt.UNCERTAINTY, new TermWeight.Fixed(0.5));
    assertThat(Funnel.of(config.funnel()).heads())
        .extracting(Funnel.Head::name)
        .containsExactly("click", "cart", "buy-via-cart", "buy-via-no-cart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "funnel.events.click.otherwise=conversion",
        "funnel.events.click.paths=[]",
        "funnel.events.click={\"name\": \"click\", \"otherwise\": \"conversion\", \"label\": \"c\"}",
        "objective={\"terms\": [{\"event\": \"click\", \"probability\": \"joint\", \"over\":"
            + " \"impression\", \"weight\": \"certainty\"}]}",
        "training.sede=7",
        "training.seed=seven",
        "training.batchSize=3000000000",
        "embedding.sharing=some",
        "funnel.events.click.tower.type=liner",
        "funnel.events.click.tower.hidden=[1]",
        "funnel.events.click.label=1",
        "fields.0.kind=bags",
        "fields.0.level=null",
        "objective=emss",
        "objective={\"terms\": [{\"event\": \"click\"}]}",
        "training.learningRateSchedule.then.type=cosinus"
      })
  void aWrongConfigurationIsInvalid(String setting) {
    ObjectNode tree = new ConfigReader(towers).tree(ConfigReaderTest.GOOD);
    ConfigReader.override(tree, setting);

    assertThat(objections(schema, tree.toString())).isNotEmpty();
  }

  @Test
  void theSchemaIsItselfValid() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(schema.toString(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void everyPropertyIsDescribed() {
    assertThat(undescribed(schema, "")).isEmpty();
  }

  private static List<String> undescribed(JsonNode node, String pointer) {
    List<String> found = new java.util.ArrayList<>();
    node.path("properties")
        .properties()
        .forEach(property -> {
          if (!property.getValue().has("description") && !property.getValue().has("const")) {
            found.add(pointer + "/" + property.getKey());
          }
        });
    node.properties()
        .forEach(
            child -> found.addAll(undescribed(child.getValue(), pointer + "/" + child.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      found.addAll(undescribed(node.get(i), pointer + "/" + i));
    }
    return found;
  }

  @Test
  void defaultsAreThoseOfTheRecords() {
    assertThat(schema.at("/$defs/embedding/properties/dimension/default").intValue()).isEqualTo(18);
    assertThat(schema.at("/$defs/optimizer/properties/epsilon/default").doubleValue())
        .isEqualTo(1e-8);
    assertThat(schema.at("/$defs/training/properties/batchSize/default").intValue())
        .isEqualTo(4096);
    assertThat(schema.at("/$defs/field/oneOf/4/properties/pooling/default").textValue())
        .isEqualTo("mean");
  }

  @Test
  void dataIsDescribedByItsRecord() throws IOException {
    ObjectNode withData =
        new SchemaWriter(towers).withData(ConfigReaderTest.FakeData.class).schema();

    assertThat(withData.at("/properties/data/$ref").textValue()).isEqualTo("#/$defs/fakeData");
    assertThat(objections(withData, Files.readString(ConfigReaderTest.GOOD)))
        .hasToString("[/data: required property 'columns' not found]");
  }
}
