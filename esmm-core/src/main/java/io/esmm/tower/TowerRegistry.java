package io.esmm.tower;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.spi.Message;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All tower types that are known: what the JSON may name, the record that holds each one's
 * configuration, and the towers themselves. Used while a model is being built, never in training or
 * scoring. Immutable; thread-safe.
 */
public final class TowerRegistry {
  private static final Key<Map<String, TowerType>> TYPES = Key.get(new TypeLiteral<>() {});

  private record Entry(TowerType type, TowerModule module, Injector injector) {}

  private final TreeMap<String, Entry> byType = new TreeMap<>();
  private final Map<Class<? extends TowerConfig>, Entry> byConfig = new HashMap<>();

  private TowerRegistry(List<TowerModule> modules) {
    modules.forEach(this::add);
  }

  /** The modules that {@link ServiceLoader} finds on the class path. */
  public static TowerRegistry load() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return load(context == null ? TowerRegistry.class.getClassLoader() : context);
  }

  /**
   * The modules that {@link ServiceLoader} finds through a class loader, such as one over plugin
   * jars.
   */
  public static TowerRegistry load(ClassLoader loader) {
    List<TowerModule> modules = new ArrayList<>();
    var found = ServiceLoader.load(TowerModule.class, loader).iterator();
    try {
      while (found.hasNext()) {
        modules.add(found.next());
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ProblemException(
          "",
          "a tower plugin fails to load: " + e.getMessage() + cause(e),
          "mend or remove its jar",
          e);
    }
    return new TowerRegistry(modules);
  }

  /** The given modules and no others. */
  public static TowerRegistry of(TowerModule... modules) {
    return new TowerRegistry(List.of(modules));
  }

  private void add(TowerModule module) {
    Injector injector;
    Map<String, TowerType> types;
    try {
      injector =
          Guice.createInjector(
              module, binder -> MapBinder.newMapBinder(binder, String.class, TowerType.class));
      types = injector.getInstance(TYPES);
    } catch (CreationException e) {
      throw broken(module, e.getErrorMessages(), e);
    } catch (ConfigurationException e) {
      throw broken(module, e.getErrorMessages(), e);
    } catch (ProvisionException e) {
      throw broken(module, e.getErrorMessages(), e);
    } catch (LinkageError e) {
      throw new ProblemException(
          module.getClass().getName(), "the tower plugin fails to load: " + e, "mend its jar", e);
    }
    types.values().forEach(type -> add(new Entry(type, module, injector)));
  }

  private void add(Entry entry) {
    TowerType type = entry.type();
    Entry other = byType.putIfAbsent(type.name(), entry);
    if (other != null) {
      throw new ProblemException(
          entry.module().getClass().getName(),
          "tower type ["
              + type.name()
              + "] is already bound by "
              + other.module().getClass().getName(),
          "remove one of the two plugins, or rename the type in one");
    }
    Entry same = byConfig.putIfAbsent(type.config(), entry);
    if (same != null) {
      throw new ProblemException(
          entry.module().getClass().getName(),
          "configuration "
              + type.config().getName()
              + " of tower type ["
              + type.name()
              + "] already belongs to type ["
              + same.type().name()
              + "]",
          "give each type a record of its own");
    }
  }

  private static ProblemException broken(
      TowerModule module, Collection<Message> messages, RuntimeException e) {
    List<String> texts = messages.stream().map(Message::getMessage).distinct().toList();
    return new ProblemException(
        module.getClass().getName(),
        "the tower plugin fails to load: " + String.join("; ", texts),
        "mend or remove its jar",
        e);
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? "" : " (" + e.getCause() + ")";
  }

  /** The names of all types, sorted. */
  public Set<String> types() {
    return Collections.unmodifiableSet(byType.keySet());
  }

  /** The record that a type's JSON is read into. */
  public Class<? extends TowerConfig> configType(String type) {
    @Nullable Entry entry = byType.get(type);
    if (entry == null) {
      throw new ProblemException(
          "", "tower type [" + type + "] unknown", Suggestion.remedy(type, types()));
    }
    return entry.type().config();
  }

  /** The type that a configuration belongs to. */
  public String typeOf(TowerConfig config) {
    return entry(config).type().name();
  }

  /** A new tower of the given configuration. */
  public Tower create(TowerConfig config) {
    Entry entry = entry(config);
    try {
      return entry
          .injector()
          .createChildInjector(binder -> bind(binder, entry.type().config(), config))
          .getInstance(entry.type().tower());
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

  private static <C extends TowerConfig> void bind(
      com.google.inject.Binder binder, Class<C> type, TowerConfig config) {
    binder.bind(type).toInstance(type.cast(config));
  }

  private Entry entry(TowerConfig config) {
    @Nullable Entry entry = byConfig.get(config.getClass());
    if (entry == null) {
      throw new ProblemException(
          "",
          "no tower is bound to configuration " + config.getClass().getName(),
          "bind it in a TowerModule; known types: " + types());
    }
    return entry;
  }

  private static ProblemException broken(
      Entry entry, Collection<Message> messages, RuntimeException e) {
    List<String> texts = messages.stream().map(Message::getMessage).distinct().toList();
    return new ProblemException(
        entry.module().getClass().getName(),
        "tower of type [" + entry.type().name() + "] cannot be made: " + String.join("; ", texts),
        "mend " + entry.type().tower().getName(),
        e);
  }
}
