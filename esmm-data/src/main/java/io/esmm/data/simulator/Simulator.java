package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/**
 * Simulates a log, one request at a time. The constructor calibrates the intercepts on impressions
 * of the log itself: all of them up to half a million, else a stratified sample. Immutable and
 * thread-safe; each thread has a {@link SimulatedRequest} of its own. Requests may be read in any
 * order, and always come out the same.
 *
 * <pre>{@code
 * Simulator simulator = new Simulator(SimulatorConfig.quickstart());
 * SimulatedRequest request = simulator.newRequest();
 * for (long r = 0; r < simulator.requests(); r++) {
 *   simulator.read(r, request);
 * }
 * }</pre>
 */
public final class Simulator {
  private static final long MIN_SAMPLE = 500_000;
  private static final long MAX_SAMPLE = 4_000_000;

  private final SimulatorConfig config;
  private final Catalogue catalogue;
  private final RequestLayout layout;
  private final Visits visits;
  private final Outcomes outcomes;
  private final Intercepts intercepts;

  /**
   * Calibrates the intercepts, which takes time in proportion to the sample.
   *
   * @param config of the log; the same one makes the same log on every platform
   */
  public Simulator(SimulatorConfig config) {
    this.config = config;
    catalogue = new Catalogue(config);
    layout = new RequestLayout(config);
    visits = new Visits(config, layout);
    outcomes = new Outcomes(config);
    intercepts = calibrate();
  }

  /** What the log was asked to be. */
  public SimulatorConfig config() {
    return config;
  }

  /** What calibration found. */
  public Intercepts intercepts() {
    return intercepts;
  }

  /** The number of requests in the log. */
  public long requests() {
    return layout.requests();
  }

  /** The number of different intentions that items can have. */
  public int intentions() {
    return catalogue.intentions();
  }

  /** A buffer for one thread. */
  public SimulatedRequest newRequest() {
    return new SimulatedRequest(layout.maxSize(), new Policy(config, catalogue));
  }

  /**
   * Fills the buffer with a request.
   *
   * @param number 0..requests()-1
   * @throws IndexOutOfBoundsException if there is no request of the number
   */
  public void read(long number, SimulatedRequest request) {
    if (number < 0 || number >= requests()) {
      throw new IndexOutOfBoundsException("request " + number + " of " + requests());
    }
    visits.begin(number, request);
    visits.remember(request);
    for (int i = 0; i < request.size; i++) {
      expose(request, i);
      decide(request, i);
    }
  }

  /** Shows an item at a position and sets the tastes and the logits without intercepts. */
  private void expose(SimulatedRequest request, int index) {
    SimulatedItem item = request.items[index];
    SimulatedUser user = request.user;
    Draws draws =
        request.draws.start(config.seed(), Stream.IMPRESSION, request.firstSample + index);
    request.policy.expose(user, draws, item);
    double click = catalogue.clickMatch(user, item);
    double conversion = outcomes.conversionTaste(click, catalogue.ownConversionMatch(user, item));
    request.clickTaste[index] = click;
    request.conversionTaste[index] = conversion;
    request.clickLogit[index] =
        outcomes.clickLogit(user, item, click, request.scenario, index, draws);
    request.conversionLogit[index] =
        outcomes.conversionLogit(user, item, conversion, request.scenario, draws);
  }

  /** Draws the labels from the stated probabilities; follows {@link #expose}, whose draws go on. */
  private void decide(SimulatedRequest request, int index) {
    int click = billionths(intercepts.click() + request.clickLogit[index]);
    int conversion = billionths(intercepts.conversion() + request.conversionLogit[index]);
    request.clickBillionths[index] = click;
    request.conversionBillionths[index] = conversion;
    boolean clicked = request.draws.uniform() < click / 1e9;
    request.clicked[index] = clicked;
    request.converted[index] = clicked && request.draws.uniform() < conversion / 1e9;
  }

  private static int billionths(double logit) {
    return (int) Math.clamp(Math.round(1e9 * Intercepts.probability(logit)), 1L, 999_999_999L);
  }

  private Intercepts calibrate() {
    int sample =
        (int)
            Math.min(
                config.impressions(),
                Math.clamp(config.impressions() / 20, MIN_SAMPLE, MAX_SAMPLE));
    float[] click = new float[sample];
    float[] conversion = new float[sample];
    SimulatedRequest request = newRequest();
    request.number = -1;
    Draws jitter = new Draws();
    for (int i = 0; i < sample; i++) {
      // One impression of each stratum of the log.
      long from = stratum(i, sample);
      long width = stratum(i + 1, sample) - from;
      double u = jitter.start(config.seed(), Stream.CALIBRATION, i).uniform();
      long id = 1 + from + (long) (width * u);
      long number = layout.requestOf(id);
      if (number != request.number) {
        visits.begin(number, request);
      }
      int index = (int) (id - request.firstSample);
      expose(request, index);
      click[i] = (float) request.clickLogit[index];
      conversion[i] = (float) request.conversionLogit[index];
    }
    return Calibration.intercepts(click, conversion, config.clickRate(), config.conversionRate());
  }

  /** Where the stratum begins: floor(i * impressions / sample), without overflow. */
  private long stratum(long i, long sample) {
    long n = config.impressions();
    return n / sample * i + n % sample * i / sample;
  }
}
