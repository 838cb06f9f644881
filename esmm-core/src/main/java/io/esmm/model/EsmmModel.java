package io.esmm.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Weights;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.DownSampleConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained entire-space model: for every candidate impression of a request, the conditional and
 * the joint probability of every event.
 *
 * <pre>{@code
 * EsmmModel model = EsmmModel.load(Path.of("models/kuairand"));
 * Predictions p = model.predict(request);
 * double pCtcvr = p.joint("conversion", 0);
 * double pCvr = p.conditional("conversion", 0);
 * }</pre>
 *
 * <p>Immutable and thread-safe. It starts no threads, and reads no file but those of its folder,
 * when it is loaded. One row has the same probabilities, bit for bit, alone, among other
 * candidates, and in {@link #predict(Batch)}.
 */
public final class EsmmModel {
  private final EsmmConfig config;
  private final FeatureSchema schema;
  private final TowerRegistry registry;
  private final FunnelGraph graph;
  private final Weights weights;
  private final ObjectNode provenance;
  private final Scorer scorer;
  private final EncodedRequests requests;

  EsmmModel(
      EsmmConfig config,
      FeatureSchema schema,
      TowerRegistry registry,
      FunnelGraph graph,
      Weights weights,
      ObjectNode provenance) {
    this.config = config;
    this.schema = schema;
    this.registry = registry;
    this.graph = graph;
    this.weights = weights;
    this.provenance = provenance;
    this.scorer = new Scorer(graph, weights);
    this.requests = new EncodedRequests(schema, config.requests(), scorer);
  }

  /**
   * Loads a model whose towers are found on the class path. Every byte is compared with its
   * checksum first. Embedding tables of a megabyte and more then stay in their file, mapped into
   * memory, for as long as the model is in use: the folder may be replaced or removed meanwhile (on
   * Windows it cannot be), but no file of it may be written to.
   *
   * @throws ProblemException if the folder is missing, damaged, of a newer version, or needs a
   *     tower that is not there
   */
  public static EsmmModel load(Path folder) {
    return load(folder, TowerRegistry.load());
  }

  /** Loads a model with the given towers. */
  public static EsmmModel load(Path folder, TowerRegistry registry) {
    return ModelFolder.load(folder, registry);
  }

  /**
   * A model of weights that training gave.
   *
   * @param schema the fields as learnt from the training rows
   * @param weights of the graph that the configuration describes for this schema
   */
  public static EsmmModel of(
      EsmmConfig config, FeatureSchema schema, TowerRegistry registry, Weights weights) {
    requireFields(config, schema, "");
    return new EsmmModel(
        config,
        schema,
        registry,
        graph(config, schema, registry),
        weights,
        JsonNodeFactory.instance.objectNode());
  }

  /** All towers, with the correction for the sample that they were trained on. */
  static FunnelGraph graph(EsmmConfig config, FeatureSchema schema, TowerRegistry registry) {
    FunnelGraph graph =
        FunnelGraph.of(config.funnel(), config.objective(), config.embedding(), schema, registry);
    @Nullable DownSampleConfig sample = config.training().downSample();
    return sample == null ? graph : sample.scoring(graph);
  }

  static void requireFields(EsmmConfig config, FeatureSchema schema, String where) {
    List<FieldConfig> learnt = schema.fields().stream().map(EncodedField::config).toList();
    if (!config.fields().equals(learnt)) {
      throw new ProblemException(
          where,
          "the fields of the configuration are not those that the vocabularies were learnt for",
          "prepare the data again with this configuration");
    }
  }

  /** The same model with a record of how it came to be, saved beside it. */
  public EsmmModel withProvenance(ObjectNode record) {
    return new EsmmModel(config, schema, registry, graph, weights, record.deepCopy());
  }

  /**
   * Tries a folder that a model is to be saved in later: a name that {@link #save} would refuse is
   * told before the model is trained. Nothing is left there.
   *
   * @throws ProblemException if the folder is not a model's, or the storage fails
   */
  public static void requirePlace(Path folder) {
    ModelFolder.requirePlace(folder);
  }

  /**
   * Writes the model's folder, whole or not at all; a model that is there already is replaced.
   *
   * @throws ProblemException if the folder is not a model's, or the storage fails
   */
  public void save(Path folder) {
    ModelFolder.save(this, registry, folder);
  }

  /**
   * The probabilities of all candidates of a request, in their order.
   *
   * @throws ProblemException with every field that is unknown, has a value of the wrong kind or is
   *     left out, as {@link EsmmConfig#requests} says
   */
  public Predictions predict(Request request) {
    return requests.predict(request);
  }

  /** The probabilities of all impressions of a batch of this model's schema, in their order. */
  public Predictions predict(Batch batch) {
    return scorer.predict(batch);
  }

  /** All of the configuration that it was trained with, defaults written out. */
  public EsmmConfig config() {
    return config;
  }

  /** The fields as learnt from the training rows. */
  public FeatureSchema schema() {
    return schema;
  }

  /** The events, parents before children: those that {@link Predictions} has by name. */
  public Funnel funnel() {
    return graph.funnel();
  }

  /** The towers as symbolic tensors. */
  public FunnelGraph graph() {
    return graph;
  }

  /** The values of all parameters; not to be written to. */
  public Weights weights() {
    return weights;
  }

  /** How the model came to be. */
  public ObjectNode provenance() {
    return provenance.deepCopy();
  }
}
