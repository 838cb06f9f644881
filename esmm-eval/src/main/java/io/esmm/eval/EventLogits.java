package io.esmm.eval;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;

/** The probabilities of one event and their logarithms, computed from logits when asked for. */
interface EventLogits {

  Values conditional();

  Values joint();

  LogProbabilities conditionalLogs();

  LogProbabilities jointLogs();
}
