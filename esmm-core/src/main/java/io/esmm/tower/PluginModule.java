package io.esmm.tower;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import io.esmm.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A module of a plugin with the injector that is its own.
 *
 * @param place where it is, for errors: its class and jar
 * @param types what it binds
 */
record PluginModule(String place, Collection<NetworkType<?, ?>> types, Injector injector) {
  private static final String SERVICES = "META-INF/services/" + TowerModule.class.getName();
  private static final Key<Map<String, NetworkType<?, ?>>> TYPES = Key.get(new TypeLiteral<>() {});

  /** The modules that {@link ServiceLoader} finds. */
  static List<TowerModule> find(ClassLoader loader) {
    List<TowerModule> modules = new ArrayList<>();
    var found = ServiceLoader.load(TowerModule.class, loader).iterator();
    try {
      while (found.hasNext()) {
        modules.add(found.next());
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ProblemException(
          origin(loader, String.valueOf(e.getMessage())),
          "a tower plugin fails to load: " + e.getMessage() + cause(e.getCause()),
          "mend or remove its jar",
          e);
    }
    return modules;
  }

  private static String cause(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    boolean clear = cause instanceof RuntimeException && cause.getMessage() != null;
    return " (" + (clear ? cause.getMessage() : cause.toString()) + ")";
  }

  /** A module's bindings. */
  static PluginModule of(TowerModule module) {
    String place = place(module);
    try {
      List<Element> elements = Elements.getElements(module);
      List<Message> errors =
          elements.stream().filter(Message.class::isInstance).map(Message.class::cast).toList();
      if (!errors.isEmpty()) {
        // Told here: an injector would log the stack trace of an exception as well.
        throw broken(place, errors, new ConfigurationException(errors));
      }
      Injector injector =
          Guice.createInjector(
              Elements.getModule(elements),
              binder -> MapBinder.newMapBinder(binder, TowerModule.NAME, TowerModule.NETWORK));
      return new PluginModule(place, injector.getInstance(TYPES).values(), injector);
    } catch (CreationException e) {
      throw broken(place, e.getErrorMessages(), e);
    } catch (ConfigurationException e) {
      throw broken(place, e.getErrorMessages(), e);
    } catch (ProvisionException e) {
      throw broken(place, e.getErrorMessages(), e);
    } catch (LinkageError e) {
      throw new ProblemException(place, "the tower plugin fails to load: " + e, "mend its jar", e);
    }
  }

  private static ProblemException broken(
      String place, Collection<Message> messages, RuntimeException e) {
    List<String> texts = messages.stream().map(Message::getMessage).distinct().toList();
    return new ProblemException(
        place,
        "the tower plugin fails to load: " + String.join("; ", texts),
        "mend or remove its jar",
        e);
  }

  private static String place(TowerModule module) {
    String name = module.getClass().getName();
    @Nullable CodeSource source = module.getClass().getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? name
        : name + " in " + path(source.getLocation().toString());
  }

  /** The jar that names a class which a message is about; empty if there is none. */
  private static String origin(ClassLoader loader, String message) {
    try {
      for (URL url : Collections.list(loader.getResources(SERVICES))) {
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
          boolean named =
              reader
                  .lines()
                  .map(line -> line.split("#", 2)[0].strip())
                  .anyMatch(name -> !name.isEmpty() && message.contains(name));
          if (named) {
            String text = url.toString();
            return path(text.substring(0, text.length() - SERVICES.length()));
          }
        }
      }
    } catch (IOException e) {
      return "";
    }
    return "";
  }

  /** {@code /plugins/acme.jar} of {@code jar:file:/plugins/acme.jar!/}. */
  private static String path(String location) {
    String text = location.replaceFirst("^jar:", "").replaceFirst("!/$", "");
    try {
      return Path.of(URI.create(text)).toString();
    } catch (RuntimeException e) {
      return text;
    }
  }
}
