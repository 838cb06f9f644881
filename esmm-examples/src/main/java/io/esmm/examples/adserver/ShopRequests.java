package io.esmm.examples.adserver;

import io.esmm.data.simulator.BehaviorBag;
import io.esmm.data.simulator.SimulatedItem;
import io.esmm.data.simulator.SimulatedRequest;
import io.esmm.data.simulator.SimulatedUser;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.model.Request;
import java.util.ArrayList;
import java.util.List;

/** What the model is told of a simulated visit: who comes, and which ads could be shown. */
final class ShopRequests {
  static final List<FieldConfig> FIELDS =
      List.of(
          CategoricalField.of("user", Level.REQUEST),
          CategoricalField.of("group", Level.REQUEST),
          CategoricalField.of("age", Level.REQUEST),
          CategoricalField.of("power", Level.REQUEST),
          CategoricalField.of("scenario", Level.REQUEST),
          BagField.of("categories", Level.REQUEST),
          CategoricalField.of("item", Level.IMPRESSION),
          CategoricalField.of("category", Level.IMPRESSION),
          CategoricalField.of("shop", Level.IMPRESSION),
          BagField.of("intentions", Level.IMPRESSION));

  private ShopRequests() {}

  /** The request as it is scored. */
  static Request of(SimulatedRequest visit) {
    Request.Builder request = about(visit);
    for (int i = 0; i < visit.size(); i++) {
      candidate(visit.item(i), request);
    }
    return request.build();
  }

  /** The request as it is learnt from: with what came of it. */
  static Request withOutcome(SimulatedRequest visit) {
    Request.Builder request = about(visit);
    for (int i = 0; i < visit.size(); i++) {
      candidate(visit.item(i), request)
          .set("clicked", visit.clicked(i))
          .set("converted", visit.converted(i));
    }
    return request.build();
  }

  private static Request.Builder about(SimulatedRequest visit) {
    SimulatedUser user = visit.user();
    return Request.builder()
        .set("user", user.id())
        .set("group", user.group())
        .set("age", user.age())
        .set("power", user.power())
        .set("scenario", visit.scenario())
        .set("categories", ids(visit.categories()));
  }

  private static Request.Builder candidate(SimulatedItem item, Request.Builder request) {
    List<Integer> intentions = new ArrayList<>();
    for (int i = 0; i < item.intentionCount(); i++) {
      intentions.add(item.intention(i));
    }
    return request
        .candidate()
        .set("item", item.id())
        .set("category", item.category())
        .set("shop", item.shop())
        .set("intentions", intentions);
  }

  private static List<Integer> ids(BehaviorBag bag) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < bag.size(); i++) {
      ids.add(bag.id(i));
    }
    return ids;
  }
}
