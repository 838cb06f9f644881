package io.esmm.tower;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.esmm.graph.UpdateRule;
import io.esmm.numerics.FtrlRule;
import org.jspecify.annotations.Nullable;

/** The optimizer of some of a network's parameters, for a property of its configuration. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "ftrl", value = UpdateConfig.Ftrl.class),
  @JsonSubTypes.Type(name = "model", value = UpdateConfig.Model.class)
})
public sealed interface UpdateConfig {

  /** What the parameters ask for. */
  UpdateRule rule();

  /** The optimizer of the model. */
  @JsonClassDescription("the optimizer of the model")
  record Model() implements UpdateConfig {
    @Override
    public UpdateRule rule() {
      return UpdateRule.MODEL;
    }
  }

  /** FTRL-proximal (McMahan et al. 2013) on the sum of the gradients of a batch's impressions. */
  @JsonClassDescription(
      "FTRL-proximal: a learning rate for each weight that falls as it learns, and weights of"
          + " exactly 0; the learning-rate schedule does not apply")
  record Ftrl(
      @JsonPropertyDescription("alpha of the paper, greater than 0; default 0.1")
          Double learningRate,
      @JsonPropertyDescription("larger makes the first steps smaller, greater than 0; default 1")
          Double beta,
      @JsonPropertyDescription(
              "at least 0; a weight whose gradients, an impression counting 1, sum up to less stays"
                  + " 0; default 1")
          Double l1,
      @JsonPropertyDescription("at least 0; draws all weights towards 0; default 0") Double l2)
      implements UpdateConfig {
    /** Null stands for the default. */
    public Ftrl(
        @Nullable Double learningRate,
        @Nullable Double beta,
        @Nullable Double l1,
        @Nullable Double l2) {
      FtrlRule rule =
          new FtrlRule(
              learningRate == null ? 0.1 : learningRate,
              beta == null ? 1 : beta,
              l1 == null ? 1 : l1,
              l2 == null ? 0 : l2);
      this.learningRate = rule.learningRate();
      this.beta = rule.beta();
      this.l1 = rule.l1();
      this.l2 = rule.l2();
    }

    @Override
    public UpdateRule rule() {
      return new UpdateRule.Ftrl(new FtrlRule(learningRate, beta, l1, l2));
    }
  }
}
