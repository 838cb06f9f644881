package io.esmm.eval;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.objective.Probability;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One metric of one probability of one event, in configurations {@code joint.auc:conversion} or
 * {@code conditional.logLoss:click}. The rows follow from the probability: all for a joint one,
 * those where the event before it happened for a conditional one.
 *
 * @param probability whether the event's probability is the joint or the conditional one
 * @param metric what is computed
 * @param event the name of the event in the funnel
 */
public record MetricName(Probability probability, Metric metric, String event) {
  private static final Pattern FORM = Pattern.compile("([^.:]*)\\.([^.:]*):(.*)");
  private static final List<Probability> ALL_PROBABILITIES = List.of(Probability.values());
  private static final List<Metric> ALL_METRICS = List.of(Metric.values());
  private static final List<String> PROBABILITIES =
      ALL_PROBABILITIES.stream().map(MetricName::nameOf).toList();
  private static final List<String> METRICS = ALL_METRICS.stream().map(Metric::key).toList();

  /**
   * Reads the form {@code probability.metric:event}.
   *
   * @throws ProblemException listing the known probabilities or metrics
   */
  public static MetricName parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || parts.group(3).isBlank()) {
      throw problem(
          text,
          "is not of the form probability.metric:event",
          "for instance joint.auc:conversion; probabilities: "
              + PROBABILITIES
              + ", metrics: "
              + METRICS);
    }
    int probability = PROBABILITIES.indexOf(parts.group(1));
    if (probability < 0) {
      throw problem(
          text,
          "has an unknown probability [" + parts.group(1) + "]",
          Suggestion.remedy(parts.group(1), PROBABILITIES));
    }
    int metric = METRICS.indexOf(parts.group(2));
    if (metric < 0) {
      throw problem(
          text,
          "is of an unknown metric [" + parts.group(2) + "]",
          Suggestion.remedy(parts.group(2), METRICS));
    }
    return new MetricName(
        ALL_PROBABILITIES.get(probability), ALL_METRICS.get(metric), parts.group(3));
  }

  /** Which of two values on the same rows is better: that of the metric. */
  public Better better() {
    return metric.better();
  }

  /**
   * Computes this metric and no other.
   *
   * @throws ProblemException if the event is unknown
   */
  public MetricValue of(FunnelPredictions predictions) {
    return metric.of(
        switch (probability) {
          case JOINT -> predictions.joint(event);
          case CONDITIONAL -> predictions.conditional(event);
        });
  }

  /**
   * Looks it up.
   *
   * @throws ProblemException if the event is unknown
   */
  public MetricValue of(FunnelEvaluation evaluation) {
    return evaluation.event(event).labels(probability).value(metric);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return nameOf(probability) + "." + metric.key() + ":" + event;
  }

  private static String nameOf(Probability probability) {
    return probability.name().toLowerCase(Locale.ROOT);
  }

  private static ProblemException problem(String text, String what, String remedy) {
    return new ProblemException("", "metric [" + text + "] " + what, remedy);
  }
}
