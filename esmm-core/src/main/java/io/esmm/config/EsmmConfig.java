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
    @JsonPropertyDescription("how the rows are gone through") TrainingConfig training) {

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
      @Nullable TrainingConfig training) {
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
    List<Problem> problems = CrossChecks.problems(Outline.of(this));
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
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
