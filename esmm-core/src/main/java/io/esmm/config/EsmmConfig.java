package io.esmm.config;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.CrossRules;
import io.esmm.field.FieldConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.RequestsConfig;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.TrainingConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a model's configuration. Its parts agree with each other, or it cannot be made. */
@JsonClassDescription("a model: its inputs, its events with their towers, and how it is trained")
public record EsmmConfig(
    @JsonPropertyDescription("name of the model") String name,
    @JsonPropertyDescription("where the rows come from; read by the data module")
        @Nullable JsonNode data,
    @JsonPropertyDescription("the named inputs") List<FieldConfig> fields,
    @JsonPropertyDescription("the embedding tables") EmbeddingConfig embedding,
    @JsonPropertyDescription("the events, each with its tower") FunnelConfig funnel,
    @JsonPropertyDescription(
            "what training minimizes: a preset's name or the terms written out; default esmm")
        ObjectiveConfig objective,
    @JsonPropertyDescription("how gradients change the weights") OptimizerConfig optimizer,
    @JsonPropertyDescription("how the rows are gone through") TrainingConfig training,
    @JsonPropertyDescription("what becomes of requests that are not as the fields say")
        RequestsConfig requests) {

  /** The standard treatment of requests; else as the constructor with all parts. */
  public EsmmConfig(
      String name,
      @Nullable JsonNode data,
      List<FieldConfig> fields,
      @Nullable EmbeddingConfig embedding,
      FunnelConfig funnel,
      @Nullable ObjectiveConfig objective,
      @Nullable OptimizerConfig optimizer,
      @Nullable TrainingConfig training) {
    this(name, data, fields, embedding, funnel, objective, optimizer, training, null);
  }

  /**
   * Null stands for the default; {@code data} may stay null.
   *
   * @throws ProblemException with every name that stands twice, is unknown or leaks a label
   */
  public EsmmConfig(
      String name,
      @Nullable JsonNode data,
      List<FieldConfig> fields,
      @Nullable EmbeddingConfig embedding,
      FunnelConfig funnel,
      @Nullable ObjectiveConfig objective,
      @Nullable OptimizerConfig optimizer,
      @Nullable TrainingConfig training,
      @Nullable RequestsConfig requests) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank; give the model one");
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("fields are empty; a model needs at least one");
    }
    this.name = name;
    this.data = data == null ? null : data.deepCopy();
    this.fields = settled(fields);
    this.embedding = embedding == null ? EmbeddingConfig.defaults() : embedding;
    this.funnel = funnel;
    this.objective = objective == null ? ObjectiveConfig.of(Preset.ESMM) : objective;
    this.optimizer = optimizer == null ? OptimizerConfig.defaults() : optimizer;
    this.training = training == null ? TrainingConfig.defaults() : training;
    this.requests = requests == null ? RequestsConfig.defaults() : requests;
    List<Problem> problems = CrossChecks.problems(Outline.of(this));
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /** A model of these fields and events, everything else by default. */
  public static EsmmConfig of(
      String name, List<? extends FieldConfig> fields, FunnelConfig funnel) {
    return new EsmmConfig(name, null, List.copyOf(fields), null, funnel, null, null, null);
  }

  /** The same with other embedding tables. */
  public EsmmConfig with(EmbeddingConfig chosen) {
    return new EsmmConfig(
        name, data, fields, chosen, funnel, objective, optimizer, training, requests);
  }

  /** The same with another objective. */
  public EsmmConfig with(ObjectiveConfig chosen) {
    return new EsmmConfig(
        name, data, fields, embedding, funnel, chosen, optimizer, training, requests);
  }

  /** The same with another optimizer. */
  public EsmmConfig with(OptimizerConfig chosen) {
    return new EsmmConfig(
        name, data, fields, embedding, funnel, objective, chosen, training, requests);
  }

  /** The same, gone through in another way. */
  public EsmmConfig with(TrainingConfig chosen) {
    return new EsmmConfig(
        name, data, fields, embedding, funnel, objective, optimizer, chosen, requests);
  }

  /** The same with another treatment of requests. */
  public EsmmConfig with(RequestsConfig chosen) {
    return new EsmmConfig(
        name, data, fields, embedding, funnel, objective, optimizer, training, chosen);
  }

  private static List<FieldConfig> settled(List<FieldConfig> fields) {
    try {
      return List.copyOf(CrossRules.settle(fields));
    } catch (ProblemException e) {
      throw new ProblemException(
          e.problems().stream()
              .map(p -> new Problem("/fields" + p.where(), p.what(), p.remedy()))
              .toList());
    }
  }
}
