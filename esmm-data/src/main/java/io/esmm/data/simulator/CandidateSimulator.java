package io.esmm.data.simulator;

import io.esmm.data.simulator.CandidateRequest.Fate;
import io.esmm.data.simulator.Draws.Stream;

/**
 * Simulates requests with all their candidates, one request at a time: request, impression, click,
 * cart, conversion. The users, items and tastes are those of {@link Simulator}. The constructor
 * calibrates the rates on up to {@value #SAMPLE} candidates of the log itself. Immutable and
 * thread-safe; each thread has a {@link CandidateRequest} of its own. Requests may be read in any
 * order, and always come out the same.
 */
public final class CandidateSimulator {
  static final int SAMPLE = 400_000;

  /** How much longer a conversion takes for each unit of price. */
  private static final double PRICE_DELAY = 0.5;

  private final CandidateLogConfig config;
  private final Catalogue catalogue;
  private final RequestLayout layout;
  private final Visits visits;
  private final Outcomes outcomes;
  private final double strength;
  private final CandidateIntercepts intercepts;

  /**
   * Calibrates the rates, which takes time in proportion to the sample.
   *
   * @param config of the log; the same one makes the same log on every platform
   */
  public CandidateSimulator(CandidateLogConfig config) {
    this.config = config;
    SimulatorConfig world = config.world();
    catalogue = new Catalogue(world);
    layout = new RequestLayout(worldOf(config));
    visits = new Visits(world, layout);
    outcomes = new Outcomes(world);
    strength = world.exposureStrength();
    intercepts = calibrate();
  }

  /** Requests come in pairs; the layout has room for one more than asked for, if that is odd. */
  private static SimulatorConfig worldOf(CandidateLogConfig config) {
    long even = config.requests() + config.requests() % 2;
    return config.world().withImpressions(even * config.world().impressionsPerRequest());
  }

  /** What the log was asked to be. */
  public CandidateLogConfig config() {
    return config;
  }

  /** What calibration found. */
  public CandidateIntercepts intercepts() {
    return intercepts;
  }

  /** The number of requests in the log. */
  public long requests() {
    return config.requests();
  }

  /** The number of different intentions that items can have. */
  public int intentions() {
    return catalogue.intentions();
  }

  /** A buffer for one thread. */
  public CandidateRequest newRequest() {
    return new CandidateRequest(
        new SimulatedRequest(layout.maxSize(), new Policy(config.world(), catalogue)));
  }

  /**
   * Fills the buffer with a request.
   *
   * @param number 0..requests()-1
   * @throws IndexOutOfBoundsException if there is no request of the number
   */
  public void read(long number, CandidateRequest request) {
    if (number < 0 || number >= requests()) {
      throw new IndexOutOfBoundsException("request " + number + " of " + requests());
    }
    visits.begin(number, request.visit);
    visits.remember(request.visit);
    draw(request);
    show(request, intercepts.shown());
    for (int i = 0; i < request.size(); i++) {
      follow(request.fates[i]);
    }
  }

  /** The candidates with their tastes, and every number that will be needed of chance. */
  private void draw(CandidateRequest request) {
    SimulatedRequest visit = request.visit;
    long seed = config.world().seed();
    double part = visit.draws.start(seed, Stream.TIME, visit.number).uniform();
    request.hour = config.hours() * (visit.number + part) / requests();
    request.end = config.hours();
    Draws attributes = new Draws();
    for (int i = 0; i < visit.size; i++) {
      Draws draws = visit.draws.start(seed, Stream.CANDIDATE, visit.sample(i));
      SimulatedItem item = visit.items[i];
      catalogue.look(catalogue.drawItem(draws), item, attributes);
      catalogue.complete(item, visit.user, attributes);
      draw(request.fates[i], visit, item, draws);
    }
  }

  private void draw(Fate fate, SimulatedRequest visit, SimulatedItem item, Draws draws) {
    SimulatedUser user = visit.user;
    double click = catalogue.clickMatch(user, item);
    double conversion = outcomes.conversionTaste(click, catalogue.ownConversionMatch(user, item));
    fate.showLogit = strength * click;
    fate.rank = strength * click + draws.normal();
    fate.clickLogit = outcomes.clickLogit(user, item, click, visit.scenario, 0, draws);
    fate.conversionLogit = outcomes.conversionLogit(user, item, conversion, visit.scenario, draws);
    fate.cartLogit = 0.5 * conversion + 0.5 * item.conversionDraw;
    fate.meanDelay = config.delayHours() * StrictMath.exp(PRICE_DELAY * item.price);
    fate.showDraw = draws.uniform();
    fate.clickDraw = draws.uniform();
    fate.cartDraw = draws.uniform();
    fate.conversionDraw = draws.uniform();
    fate.delayDraw = draws.uniform();
  }

  /** Draws who is shown, and gives everyone the place that its rank has among those. */
  private static void show(CandidateRequest request, double intercept) {
    int n = request.size();
    for (int i = 0; i < n; i++) {
      Fate fate = request.fates[i];
      fate.show = billionths(intercept + fate.showLogit);
      fate.shown = fate.showDraw < fate.show / 1e9;
    }
    for (int i = 0; i < n; i++) {
      Fate fate = request.fates[i];
      fate.position = 0;
      for (int j = 0; j < n; j++) {
        Fate other = request.fates[j];
        if (j != i && other.shown && other.rank > fate.rank) {
          fate.position++;
        }
      }
    }
  }

  /** Draws what comes of a candidate. */
  private void follow(Fate fate) {
    double loss = outcomes.lossAt(fate.position);
    fate.click = billionths(intercepts.click() + fate.clickLogit - loss);
    fate.clickAtFirst = billionths(intercepts.click() + fate.clickLogit - outcomes.lossAt(0));
    fate.cart = billionths(intercepts.cart() + fate.cartLogit);
    double conversion = intercepts.conversion() + fate.conversionLogit;
    fate.conversionWithCart = billionths(conversion + config.cartLift());
    fate.conversionWithoutCart = billionths(conversion);
    fate.clicked = fate.shown && fate.clickDraw < fate.click / 1e9;
    fate.carted = fate.clicked && fate.cartDraw < fate.cart / 1e9;
    int converts = fate.carted ? fate.conversionWithCart : fate.conversionWithoutCart;
    fate.converts = fate.clicked && fate.conversionDraw < converts / 1e9;
    fate.delay = -fate.meanDelay * StrictMath.log(1 - fate.delayDraw);
  }

  private static int billionths(double logit) {
    return (int) Math.clamp(Math.round(1e9 * Intercepts.probability(logit)), 1L, 999_999_999L);
  }

  /** First who is shown, then, among those, click, cart and conversion. */
  private CandidateIntercepts calibrate() {
    int candidates = config.world().impressionsPerRequest();
    long sample = Math.clamp(SAMPLE / candidates, 1, requests());
    CandidateSample all = new CandidateSample();
    CandidateRequest request = newRequest();
    for (long s = 0; s < sample; s++) {
      sampled(s, sample, request);
      for (int i = 0; i < request.size(); i++) {
        all.add(request.fates[i].showLogit, 1);
      }
    }
    double shown = all.solve(config.showRate());
    CandidateSample clicks = new CandidateSample();
    CandidateSample carts = new CandidateSample();
    CandidateSample conversions = new CandidateSample();
    for (long s = 0; s < sample; s++) {
      sampled(s, sample, request);
      show(request, shown);
      for (int i = 0; i < request.size(); i++) {
        Fate fate = request.fates[i];
        if (fate.shown) {
          clicks.add(fate.clickLogit - outcomes.lossAt(fate.position), 1);
          carts.add(fate.cartLogit, 1);
          conversions.add(fate.conversionLogit, 1);
        }
      }
    }
    double click = clicks.solve(config.world().clickRate());
    double[] clicked = clicks.probabilities(click);
    double cart = carts.weighted(clicked).solve(config.cartRate());
    double[] carted = carts.probabilities(cart);
    CandidateSample paths = new CandidateSample();
    for (int i = 0; i < clicked.length; i++) {
      double logit = conversions.logit(i);
      paths.add(logit + config.cartLift(), clicked[i] * carted[i]);
      paths.add(logit, clicked[i] * (1 - carted[i]));
    }
    return new CandidateIntercepts(
        shown, click, cart, paths.solve(config.world().conversionRate()));
  }

  /** One request of each stratum of the log, without its past. */
  private void sampled(long stratum, long strata, CandidateRequest request) {
    long number = (long) (stratum * (requests() / (double) strata));
    visits.begin(number, request.visit);
    draw(request);
  }
}
