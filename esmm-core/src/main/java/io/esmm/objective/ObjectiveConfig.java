package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import io.esmm.funnel.FunnelConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What training minimizes: a preset, in JSON just its name, or the terms written out. */
@JsonClassDescription("what training minimizes: a preset or the terms written out, one of the two")
public record ObjectiveConfig(
    @JsonPropertyDescription(
            "terms with a name, see docs/methods.md; esmm: every event's joint probability over the"
                + " whole space; base: every event's conditional probability over the rows where"
                + " the event before it happened; aman: as base, with a share of the other rows as"
                + " negatives; oversampling: as base, positives counted several times; unbias: as"
                + " base, rows kept by the inverse of the probability of the event before;"
                + " escm2-ipw: esmm, and base weighted by that inverse")
        @Nullable Preset preset,
    @JsonPropertyDescription("the terms of the sum, instead of a preset; at least one")
        @Nullable List<TermConfig> terms,
    @JsonPropertyDescription(
            "of preset aman: the share of the rows without the event before that count as"
                + " negatives, in (0, 1]; there the default is 1")
        @Nullable Double rate,
    @JsonPropertyDescription(
            "of preset oversampling: how often a positive counts, at least 1; there the default is"
                + " 2")
        @Nullable Integer copies,
    @JsonPropertyDescription(
            "of preset unbias: rows are kept with the probability keepBelow / p, p that of the"
                + " event before, or 1 if p is lower; in (0, 1], there the default is 0.05")
        @Nullable Double keepBelow,
    @JsonPropertyDescription(
            "of preset escm2-ipw: the least probability that is divided by, in (0, 1]; there the"
                + " default is 0.05")
        @Nullable Double least,
    @JsonPropertyDescription(
            "of preset escm2-ipw: weight of the debiased terms; there the default is 1")
        @Nullable Double debiasedWeight,
    @JsonPropertyDescription(
            "of preset escm2-ipw: weight of the joint terms behind the first events; there the"
                + " default is 1")
        @Nullable Double jointWeight) {

  /**
   * Copies the terms, and fills in the defaults of the preset's options.
   *
   * @throws IllegalArgumentException if not exactly one of preset and terms is given, if an option
   *     is of another preset or out of its range
   */
  public ObjectiveConfig {
    if ((preset == null) == (terms == null)) {
      throw new IllegalArgumentException(
          "an objective is either a preset or terms; give exactly one of the two");
    }
    if (terms != null) {
      terms = List.copyOf(terms);
      if (terms.isEmpty()) {
        throw new IllegalArgumentException("the objective has no terms; add at least one");
      }
    }
    rate = option("rate", rate, Preset.AMAN, preset, 1.0);
    copies = option("copies", copies, Preset.OVERSAMPLING, preset, 2);
    keepBelow = option("keepBelow", keepBelow, Preset.UNBIAS, preset, 0.05);
    least = option("least", least, Preset.ESCM2_IPW, preset, 0.05);
    debiasedWeight = option("debiasedWeight", debiasedWeight, Preset.ESCM2_IPW, preset, 1.0);
    jointWeight = option("jointWeight", jointWeight, Preset.ESCM2_IPW, preset, 1.0);
    requireShare("rate", rate);
    requireShare("keepBelow", keepBelow);
    requireShare("least", least);
    requireWeight("debiasedWeight", debiasedWeight);
    requireWeight("jointWeight", jointWeight);
    if (copies != null && copies < 1) {
      throw new IllegalArgumentException("copies [" + copies + "] must be at least 1");
    }
  }

  /** A preset with its options by default, or terms written out. */
  public ObjectiveConfig(@Nullable Preset preset, @Nullable List<TermConfig> terms) {
    this(preset, terms, null, null, null, null, null, null);
  }

  private static <T> @Nullable T option(
      String name, @Nullable T value, Preset owner, @Nullable Preset preset, T standard) {
    if (preset == owner) {
      return value == null ? standard : value;
    }
    if (value != null) {
      throw new IllegalArgumentException(
          name + " [" + value + "] is of preset [" + owner.word() + "] alone; remove it");
    }
    return null;
  }

  private static void requireShare(String name, @Nullable Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " [" + share + "] must be in (0, 1]");
    }
  }

  private static void requireWeight(String name, @Nullable Double weight) {
    if (weight != null && !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " [" + weight + "] must be greater than 0 and finite");
    }
  }

  /** A preset, with its options by default; in JSON just its name: {@code "objective": "esmm"}. */
  @JsonCreator
  public static ObjectiveConfig of(Preset preset) {
    return new ObjectiveConfig(preset, null);
  }

  /** Terms written out. */
  public static ObjectiveConfig of(List<TermConfig> terms) {
    return new ObjectiveConfig(null, terms);
  }

  /** Preset aman with this share of negatives. */
  public static ObjectiveConfig aman(double rate) {
    return new ObjectiveConfig(Preset.AMAN, null, rate, null, null, null, null, null);
  }

  /** Preset oversampling with this many copies. */
  public static ObjectiveConfig oversampling(int copies) {
    return new ObjectiveConfig(Preset.OVERSAMPLING, null, null, copies, null, null, null, null);
  }

  /** Preset unbias, keeping all rows below this probability. */
  public static ObjectiveConfig unbias(double keepBelow) {
    return new ObjectiveConfig(Preset.UNBIAS, null, null, null, keepBelow, null, null, null);
  }

  /** Preset escm2-ipw: the least propensity, and the weights of its terms. */
  public static ObjectiveConfig escm2Ipw(double least, double debiasedWeight, double jointWeight) {
    return new ObjectiveConfig(
        Preset.ESCM2_IPW, null, null, null, null, least, debiasedWeight, jointWeight);
  }

  /** The terms for a funnel: those given, or the preset's. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return preset != null ? preset.terms(funnel, this) : Objects.requireNonNull(terms);
  }

  /** The short form in JSON; null if there are options, or the terms are written out. */
  @JsonValue
  public @Nullable Preset shortForm() {
    return preset != null && equals(of(preset)) ? preset : null;
  }

  /** For people: {@code aman, rate 0.2}. */
  public String describe() {
    if (preset == null) {
      return "terms written out";
    }
    return preset.word()
        + (rate == null ? "" : ", rate " + rate)
        + (copies == null ? "" : ", copies " + copies)
        + (keepBelow == null ? "" : ", keepBelow " + keepBelow)
        + (least == null ? "" : ", least " + least)
        + (debiasedWeight == null ? "" : ", debiasedWeight " + debiasedWeight)
        + (jointWeight == null ? "" : ", jointWeight " + jointWeight);
  }
}
