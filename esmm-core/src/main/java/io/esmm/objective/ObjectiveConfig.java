package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import io.esmm.funnel.FunnelConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
                + " escm2-ipw: esmm, and base weighted by that inverse; escm2-dr: esmm, and doubly"
                + " robust errors; dcmt: escm2-ipw, and counterfactual probabilities of the other"
                + " rows; nise: base, and the entropy of the other rows; aitm: esmm, and a penalty"
                + " where an event is more likely than the one before")
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
            "of presets escm2-ipw, escm2-dr and dcmt: the least probability that is divided by, in"
                + " (0, 1]; there the default is 0.05")
        @Nullable Double least,
    @JsonPropertyDescription(
            "of presets escm2-ipw, escm2-dr, dcmt and nise: weight of the debiased terms, the"
                + " greatest one for nise; there the default is 1")
        @Nullable Double debiasedWeight,
    @JsonPropertyDescription(
            "of presets escm2-ipw, escm2-dr and dcmt: weight of the joint terms behind the first"
                + " events; there the default is 1")
        @Nullable Double jointWeight,
    @JsonPropertyDescription(
            "of preset escm2-dr: factor, beside debiasedWeight, of the loss of the imputed errors;"
                + " there the default is 1")
        @Nullable Double imputationWeight,
    @JsonPropertyDescription(
            "of preset dcmt: weight of the term that keeps factual and counterfactual probability"
                + " adding up to 1; there the default is 0.001")
        @Nullable Double priorWeight,
    @JsonPropertyDescription("of preset aitm: weight of the penalty; there the default is 0.6")
        @Nullable Double calibratorWeight,
    @JsonPropertyDescription(
            "of presets escm2-ipw and dcmt: whether terms by the inverse of a probability are"
                + " divided by its sum over the batch instead of by the number of rows; the default"
                + " is false for escm2-ipw, true for dcmt")
        @Nullable Boolean selfNormalized,
    @JsonPropertyDescription(
            "towers that terms train and read and that are no event, beside terms; default: none")
        @Nullable List<HeadConfig> heads) {

  /**
   * Copies the terms, and fills in the defaults of the preset's options.
   *
   * @throws IllegalArgumentException if not exactly one of preset and terms is given, if an option
   *     is of another preset or out of its range, or if there are heads without terms
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
    if (heads != null) {
      if (terms == null) {
        throw new IllegalArgumentException(
            "heads stand beside terms; a preset has those that it needs");
      }
      heads = heads.isEmpty() ? null : List.copyOf(heads);
    }
    rate = option("rate", rate, EnumSet.of(Preset.AMAN), preset, 1.0);
    copies = option("copies", copies, EnumSet.of(Preset.OVERSAMPLING), preset, 2);
    keepBelow = option("keepBelow", keepBelow, EnumSet.of(Preset.UNBIAS), preset, 0.05);
    EnumSet<Preset> inverse = EnumSet.of(Preset.ESCM2_IPW, Preset.ESCM2_DR, Preset.DCMT);
    least = option("least", least, inverse, preset, 0.05);
    jointWeight = option("jointWeight", jointWeight, inverse, preset, 1.0);
    inverse.add(Preset.NISE);
    debiasedWeight = option("debiasedWeight", debiasedWeight, inverse, preset, 1.0);
    imputationWeight =
        option("imputationWeight", imputationWeight, EnumSet.of(Preset.ESCM2_DR), preset, 1.0);
    priorWeight = option("priorWeight", priorWeight, EnumSet.of(Preset.DCMT), preset, 0.001);
    calibratorWeight =
        option("calibratorWeight", calibratorWeight, EnumSet.of(Preset.AITM), preset, 0.6);
    selfNormalized =
        option(
            "selfNormalized",
            selfNormalized,
            EnumSet.of(Preset.ESCM2_IPW, Preset.DCMT),
            preset,
            preset == Preset.DCMT);
    requireShare("rate", rate);
    requireShare("keepBelow", keepBelow);
    requireShare("least", least);
    requireWeight("debiasedWeight", debiasedWeight);
    requireWeight("jointWeight", jointWeight);
    requireWeight("imputationWeight", imputationWeight);
    requireWeight("priorWeight", priorWeight);
    requireWeight("calibratorWeight", calibratorWeight);
    if (copies != null && copies < 1) {
      throw new IllegalArgumentException("copies [" + copies + "] must be at least 1");
    }
  }

  /** A preset with its options by default, or terms written out without auxiliary heads. */
  public ObjectiveConfig(@Nullable Preset preset, @Nullable List<TermConfig> terms) {
    this(preset, terms, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A preset with the numbers that it takes; null stands for the default. */
  private static ObjectiveConfig of(
      Preset preset,
      @Nullable Double least,
      @Nullable Double debiasedWeight,
      @Nullable Double jointWeight,
      @Nullable Double imputationWeight,
      @Nullable Double priorWeight,
      @Nullable Double calibratorWeight) {
    return new ObjectiveConfig(
        preset,
        null,
        null,
        null,
        null,
        least,
        debiasedWeight,
        jointWeight,
        imputationWeight,
        priorWeight,
        calibratorWeight,
        null,
        null);
  }

  private static <T> @Nullable T option(
      String name, @Nullable T value, Set<Preset> owners, @Nullable Preset preset, T standard) {
    if (preset != null && owners.contains(preset)) {
      return value == null ? standard : value;
    }
    if (value != null) {
      String whose = owners.size() == 1 ? " is of preset " : " is of presets ";
      throw new IllegalArgumentException(
          name
              + " ["
              + value
              + "]"
              + whose
              + owners.stream().map(Preset::word).collect(Collectors.joining(", ", "[", "]"))
              + " alone; remove it");
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

  /** Terms written out, with the auxiliary heads that they name. */
  public static ObjectiveConfig of(List<TermConfig> terms, List<HeadConfig> heads) {
    return new ObjectiveConfig(
        null, terms, null, null, null, null, null, null, null, null, null, null, heads);
  }

  /** Preset aman with this share of negatives. */
  public static ObjectiveConfig aman(double rate) {
    return new ObjectiveConfig(
        Preset.AMAN, null, rate, null, null, null, null, null, null, null, null, null, null);
  }

  /** Preset oversampling with this many copies. */
  public static ObjectiveConfig oversampling(int copies) {
    return new ObjectiveConfig(
        Preset.OVERSAMPLING,
        null,
        null,
        copies,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Preset unbias, keeping all rows below this probability. */
  public static ObjectiveConfig unbias(double keepBelow) {
    return new ObjectiveConfig(
        Preset.UNBIAS, null, null, null, keepBelow, null, null, null, null, null, null, null, null);
  }

  /** Preset escm2-ipw: the least propensity, and the weights of its terms. */
  public static ObjectiveConfig escm2Ipw(double least, double debiasedWeight, double jointWeight) {
    return of(Preset.ESCM2_IPW, least, debiasedWeight, jointWeight, null, null, null);
  }

  /** Preset escm2-dr: the least propensity, and the weights of its terms. */
  public static ObjectiveConfig escm2Dr(
      double least, double debiasedWeight, double imputationWeight, double jointWeight) {
    return of(Preset.ESCM2_DR, least, debiasedWeight, jointWeight, imputationWeight, null, null);
  }

  /** Preset dcmt: the least propensity, and the weights of its terms. */
  public static ObjectiveConfig dcmt(
      double least, double debiasedWeight, double priorWeight, double jointWeight) {
    return of(Preset.DCMT, least, debiasedWeight, jointWeight, null, priorWeight, null);
  }

  /** Preset nise: the greatest weight of its terms behind the first events. */
  public static ObjectiveConfig nise(double debiasedWeight) {
    return of(Preset.NISE, null, debiasedWeight, null, null, null, null);
  }

  /** Preset aitm: the weight of its penalty. */
  public static ObjectiveConfig aitm(double calibratorWeight) {
    return of(Preset.AITM, null, null, null, null, null, calibratorWeight);
  }

  /** The same preset with its terms self-normalized, or not; escm2-ipw and dcmt have the choice. */
  public ObjectiveConfig withSelfNormalized(boolean chosen) {
    return new ObjectiveConfig(
        preset,
        terms,
        rate,
        copies,
        keepBelow,
        least,
        debiasedWeight,
        jointWeight,
        imputationWeight,
        priorWeight,
        calibratorWeight,
        chosen,
        heads);
  }

  /** The terms for a funnel: those given, or the preset's. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return preset != null ? preset.terms(funnel, this) : Objects.requireNonNull(terms);
  }

  /** The auxiliary heads for a funnel: those given, or the preset's. */
  public List<HeadConfig> heads(FunnelConfig funnel) {
    if (preset != null) {
      return preset.heads(funnel);
    }
    return heads == null ? List.of() : heads;
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
        + (jointWeight == null ? "" : ", jointWeight " + jointWeight)
        + (imputationWeight == null ? "" : ", imputationWeight " + imputationWeight)
        + (priorWeight == null ? "" : ", priorWeight " + priorWeight)
        + (calibratorWeight == null ? "" : ", calibratorWeight " + calibratorWeight)
        + (selfNormalized == null ? "" : ", selfNormalized " + selfNormalized);
  }
}
