package io.esmm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.FeatureSchema;
import io.esmm.field.SchemaFolder;
import io.esmm.graph.MappedTable;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.graph.WeightsFile;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.OutputFile;
import io.esmm.storage.StoredFolder;
import io.esmm.tower.TowerRegistry;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A model on disk: {@code model.json} (the configuration with all defaults), {@code
 * provenance.json} (how it came to be), the vocabularies and scales, {@code weights.safetensors},
 * and the manifest with sizes and checksums. It appears whole or not at all, and is verified before
 * anything in it is believed.
 *
 * <p>Large embedding tables are not read but mapped; the garbage collector ends the mapping when
 * nobody scores with the model any more.
 */
final class ModelFolder {
  static final FolderFormat FORMAT = new FolderFormat("esmm-model", 1, "0.1.0");
  static final String WEIGHTS = "weights.safetensors";
  private static final String CONFIG = "model.json";
  private static final String PROVENANCE = "provenance.json";
  private static final String SCHEMA = "fields";
  private static final String OTHER_WEIGHTS =
      "the weights belong to another configuration or another version of a tower";
  private static final int LARGEST_JSON = 16 << 20;

  /** Tables of at least so many bytes stay where they are; smaller ones are read. */
  static final long MAPPED_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ModelFolder() {}

  static void requirePlace(Path target) {
    AtomicFolder.create(target, FORMAT).close();
  }

  static void save(EsmmModel model, TowerRegistry registry, Path target) {
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      folder.write(CONFIG, text(new ConfigReader(registry).write(model.config())));
      folder.write(PROVENANCE, text(model.provenance()));
      SchemaFolder.save(model.schema(), folder, SCHEMA);
      try (OutputFile out = folder.newFile(WEIGHTS, ChecksumKind.SHA256)) {
        WeightsFile.write(model.weights(), Map.of("format", "esmm"), out);
      }
      folder.commit();
    }
  }

  private static byte[] text(ObjectNode json) {
    try {
      return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }

  static EsmmModel load(Path path, TowerRegistry registry) {
    StoredFolder folder = StoredFolder.open(path, FORMAT, StoredFolder.Check.EVERYTHING);
    ConfigReader reader = new ConfigReader(registry);
    EsmmConfig config =
        reader.read(
            new String(folder.read(CONFIG, LARGEST_JSON), StandardCharsets.UTF_8),
            folder.file(CONFIG).toString());
    ObjectNode provenance =
        reader.tree(
            new String(folder.read(PROVENANCE, LARGEST_JSON), StandardCharsets.UTF_8),
            folder.file(PROVENANCE).toString());
    FeatureSchema schema = SchemaFolder.load(folder, SCHEMA);
    EsmmModel.requireFields(config, schema, path.toString());
    FunnelGraph graph = graph(config, schema, registry, folder.file(CONFIG));
    Weights weights = readWeights(graph, folder.file(WEIGHTS));
    folder.requireUnchanged();
    return new EsmmModel(config, schema, registry, graph, weights, provenance);
  }

  private static FunnelGraph graph(
      EsmmConfig config, FeatureSchema schema, TowerRegistry registry, Path file) {
    try {
      return EsmmModel.graph(config, schema, registry);
    } catch (ProblemException e) {
      throw e.in(file);
    }
  }

  private static Weights readWeights(FunnelGraph graph, Path file) {
    boolean maps = graph.parameters().stream().anyMatch(ModelFolder::staysMapped);
    try (WeightsFile tensors =
        maps
            ? WeightsFile.open(file, Arena.ofAuto(), graph.parameters(), OTHER_WEIGHTS)
            : WeightsFile.open(file, graph.parameters(), OTHER_WEIGHTS)) {
      Map<Parameter, MappedTable> mapped = new HashMap<>();
      for (Parameter p : graph.parameters()) {
        if (staysMapped(p)) {
          mapped.put(p, new MappedTable(tensors.slice(p), p.rows(), p.columns(), file.toString()));
        }
      }
      Weights weights = new Weights(graph.parameters(), mapped);
      Kernels kernels = KernelChoice.create(Precision.FLOAT);
      for (Parameter p : graph.parameters()) {
        MappedTable table = mapped.get(p);
        if (table == null) {
          Matrix matrix = weights.of(p);
          tensors.read(p, matrix.floats());
          requireFinite(kernels.allFinite(matrix), p, file);
        } else {
          requireFinite(table.allFinite(), p, file);
        }
      }
      return weights;
    }
  }

  private static boolean staysMapped(Parameter p) {
    return p.kind() == Parameter.Kind.TABLE && p.size() * Float.BYTES >= MAPPED_BYTES;
  }

  private static void requireFinite(boolean finite, Parameter p, Path file) {
    if (!finite) {
      throw new ProblemException(
          file.toString(),
          "tensor [" + p.name() + "] holds a value that is not finite",
          "train again");
    }
  }
}
