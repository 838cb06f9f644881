package io.esmm.towers.din;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.Normalization;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import io.esmm.towers.layers.Regularization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link DinTower}. */
public record DinConfig(
    @JsonPropertyDescription("the sequence to attend to; short for attention with one element")
        @Nullable String sequence,
    @JsonPropertyDescription("the field that its elements are compared with")
        @Nullable String target,
    @JsonPropertyDescription("the sequences to attend to, each with its target")
        @Nullable List<AttentionConfig> attention,
    @JsonPropertyDescription("widths of the hidden layers of the attention; default [36]")
        List<Integer> attentionHidden,
    @JsonPropertyDescription("activation of the hidden layers of the attention; default dice")
        Activation attentionActivation,
    @JsonPropertyDescription(
            "whether the weights of a sequence's elements are brought to the sum 1; default false,"
                + " as in the paper")
        Boolean softmax,
    @JsonPropertyDescription("widths of the hidden layers; default [200, 80], as in the paper")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default dice") Activation activation,
    @JsonPropertyDescription("the fields that the tower reads beside the attention; default: all")
        @Nullable List<String> fields,
    @JsonPropertyDescription(
            "share of the hidden layers' elements that a training step drops, in [0, 1); default 0")
        Double dropout,
    @JsonPropertyDescription(
            "between product and activation of the hidden layers; batch: each column, with running"
                + " statistics when scoring; layer: each row; default none")
        Normalization normalization,
    @JsonPropertyDescription(
            "the loss gets l2 / 2 times the sum of the hidden layers' squared weights; default 0")
        Double l2)
    implements TowerConfig {

  /**
   * Null stands for the default; either sequence and target or attention must be given.
   *
   * @throws IllegalArgumentException if {@code attention} is empty or stands beside {@code
   *     sequence} or {@code target}, one of the two is missing without it, a width is not in [1,
   *     65536], there are more than 64 layers, {@code fields} is empty, {@code dropout} is not in
   *     [0, 1) or {@code l2} below 0
   */
  public DinConfig(
      @Nullable String sequence,
      @Nullable String target,
      @Nullable List<AttentionConfig> attention,
      @Nullable List<Integer> attentionHidden,
      @Nullable Activation attentionActivation,
      @Nullable Boolean softmax,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields,
      @Nullable Double dropout,
      @Nullable Normalization normalization,
      @Nullable Double l2) {
    this.sequence = sequence;
    this.target = target;
    this.attention = attention == null ? null : List.copyOf(attention);
    this.attentionHidden = HiddenLayers.widths("attentionHidden", attentionHidden, List.of(36));
    this.attentionActivation = attentionActivation == null ? Activation.DICE : attentionActivation;
    this.softmax = softmax != null && softmax;
    this.hidden = HiddenLayers.widths(hidden, List.of(200, 80));
    this.activation = activation == null ? Activation.DICE : activation;
    this.fields = HiddenLayers.fields(fields);
    Regularization regularization = Regularization.of(dropout, normalization, l2);
    this.dropout = regularization.dropout();
    this.normalization = regularization.normalization();
    this.l2 = regularization.l2();
    units();
  }

  /** The sequences that are attended to, at least one. */
  List<AttentionConfig> units() {
    if (attention != null) {
      if (sequence != null || target != null) {
        throw new IllegalArgumentException(
            "attention stands beside sequence or target; name the pair in attention alone");
      }
      if (attention.isEmpty()) {
        throw new IllegalArgumentException(
            "attention is empty; name at least one sequence and its target");
      }
      return attention;
    }
    if (sequence == null) {
      throw new IllegalArgumentException(
          "sequence is missing; name the field to attend to, such as history, or a list in"
              + " attention");
    }
    if (target == null) {
      throw new IllegalArgumentException(
          "target is missing; name the field that ["
              + sequence
              + "] is compared with, such as video_id");
    }
    return List.of(new AttentionConfig(sequence, target));
  }

  Regularization regularization() {
    return new Regularization(dropout, normalization, l2);
  }
}
