package io.esmm.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rates of one runner in the windows that it was given. */
final class Windows {
  private final String name;
  private final List<Double> rates = new ArrayList<>();

  Windows(String name) {
    this.name = name;
  }

  void add(long rows, long nanoseconds) {
    rates.add(rows * 1e9 / nanoseconds);
  }

  String name() {
    return name;
  }

  /** In the order of the windows. */
  List<Double> rates() {
    return List.copyOf(rates);
  }

  int count() {
    return rates.size();
  }

  double lowest() {
    return Collections.min(rates);
  }

  double best() {
    return Collections.max(rates);
  }

  /** The middle one; of an even number, the upper of the two. */
  double median() {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }
}
