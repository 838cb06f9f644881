package io.esmm.tower;

import com.google.inject.Binder;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The known types of one kind of network, towers or trunks: what the JSON may name, the record that
 * holds each one's configuration, and the networks themselves. Thread-safe once it is filled.
 *
 * @param <C> what all configurations of the kind are
 * @param <N> what all networks of the kind are
 */
public final class NetworkTypes<C, N> {

  private record Entry<C, N>(NetworkType<C, N> type, PluginModule module) {}

  private final NetworkKind<C, N> kind;
  private final TreeMap<String, Entry<C, N>> byName = new TreeMap<>();
  private final Map<Class<? extends C>, Entry<C, N>> byConfig = new HashMap<>();

  NetworkTypes(NetworkKind<C, N> kind) {
    this.kind = kind;
  }

  /** Takes over the types of this kind that a module binds. */
  void add(PluginModule module) {
    for (NetworkType<?, ?> type : module.types()) {
      if (type.kind() == kind) {
        @SuppressWarnings("unchecked") // the kind carries both classes
        NetworkType<C, N> own = (NetworkType<C, N>) type;
        add(new Entry<>(own, module));
      }
    }
  }

  private void add(Entry<C, N> entry) {
    NetworkType<C, N> type = entry.type();
    @Nullable Entry<C, N> other = byName.putIfAbsent(type.name(), entry);
    if (other != null) {
      throw new ProblemException(
          entry.module().place(),
          type.title() + " is already bound by " + other.module().place(),
          "remove one of the two plugins, or rename the type in one");
    }
    @Nullable Entry<C, N> same = byConfig.putIfAbsent(type.config(), entry);
    if (same != null) {
      throw new ProblemException(
          entry.module().place(),
          "configuration "
              + type.config().getName()
              + " of "
              + type.title()
              + " already belongs to type ["
              + same.type().name()
              + "]",
          "give each type a record of its own");
    }
  }

  /** What one of them is called in errors, the schema and the reference: "tower". */
  public String thing() {
    return kind.thing();
  }

  /** What all configurations of this kind are. */
  public Class<C> config() {
    return kind.config();
  }

  /** The names of all types, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The record that a type's JSON is read into. */
  public Class<? extends C> config(String name) {
    @Nullable Entry<C, N> entry = byName.get(name);
    if (entry == null) {
      throw new ProblemException(
          "", kind.thing() + " type [" + name + "] unknown", Suggestion.remedy(name, names()));
    }
    return entry.type().config();
  }

  /** The name of the type that a configuration belongs to. */
  public String nameOf(C config) {
    return entry(config).type().name();
  }

  /** A new network of the given configuration. */
  public N create(C config) {
    Entry<C, N> entry = entry(config);
    try {
      return entry
          .module()
          .injector()
          .createChildInjector(binder -> bind(binder, entry.type().config(), config))
          .getInstance(entry.type().network());
    } catch (ProvisionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw broken(entry, e.getErrorMessages(), e);
    } catch (ConfigurationException e) {
      throw broken(entry, e.getErrorMessages(), e);
    } catch (CreationException e) {
      throw broken(entry, e.getErrorMessages(), e);
    }
  }

  private static <T> void bind(Binder binder, Class<T> type, Object config) {
    binder.bind(type).toInstance(type.cast(config));
  }

  private Entry<C, N> entry(C config) {
    @Nullable Entry<C, N> entry = byConfig.get(config.getClass());
    if (entry == null) {
      throw new ProblemException(
          "",
          "no " + kind.thing() + " is bound to configuration " + config.getClass().getName(),
          "bind it in a TowerModule; known types: " + names());
    }
    return entry;
  }

  private static ProblemException broken(
      Entry<?, ?> entry, Collection<Message> messages, RuntimeException e) {
    List<String> texts = messages.stream().map(Message::getMessage).distinct().toList();
    return new ProblemException(
        entry.module().place(),
        entry.type().kind().thing()
            + " of type ["
            + entry.type().name()
            + "] cannot be made: "
            + String.join("; ", texts),
        "mend " + entry.type().network().getName(),
        e);
  }
}
