package io.esmm.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.tower.NetworkTypes;
import io.esmm.tower.TowerRegistry;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the form of Java types in JSON. Reader, writer, schema and reference all go by it, so a
 * component's type, its {@code @Nullable} and its description are declared once, in the record.
 */
final class JsonForms {
  private static final Set<Class<?>> BOXED =
      Set.of(Integer.class, Long.class, Double.class, Boolean.class);

  private final TowerRegistry registry;
  private final Map<Class<?>, List<RecordProperty>> properties = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<Executable>> creators = new ConcurrentHashMap<>();
  private final Map<Executable, List<RecordProperty>> ofCreators = new ConcurrentHashMap<>();

  JsonForms(TowerRegistry registry) {
    this.registry = registry;
  }

  /** The form of a type. */
  JsonForm of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new JsonForm.Items(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new JsonForm.Entries(of(arguments[1]));
      }
    }
    if (type == String.class) {
      return new JsonForm.Text();
    }
    if (type == int.class || type == Integer.class) {
      return new JsonForm.Whole(false);
    }
    if (type == long.class || type == Long.class) {
      return new JsonForm.Whole(true);
    }
    if (type == double.class || type == Double.class) {
      return new JsonForm.Decimal();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new JsonForm.Flag();
    }
    if (type == JsonNode.class) {
      return new JsonForm.Anything();
    }
    for (NetworkTypes<?, ?> kind : registry.kinds()) {
      if (type == kind.config()) {
        SortedMap<String, Class<?>> types = new TreeMap<>();
        kind.names().forEach(name -> types.put(name, kind.config(name)));
        return new JsonForm.Variants(kind.config(), kind.thing(), "type", types);
      }
    }
    if (type instanceof Class<?> named) {
      if (named.isEnum()) {
        return choice(named);
      }
      if (named.isRecord()) {
        return new JsonForm.Group(named);
      }
      if (named.isAnnotationPresent(JsonTypeInfo.class)) {
        return variants(named);
      }
      if (named.isSealed()) {
        return scalars(named);
      }
    }
    throw new IllegalStateException("a configuration record cannot hold a " + type.getTypeName());
  }

  /** The properties of a record, in the order of its components. */
  List<RecordProperty> properties(Class<?> record) {
    List<RecordProperty> known = properties.get(record); // a list of fields asks for each of them
    if (known == null) {
      known = List.copyOf(findProperties(record));
      properties.put(record, known);
    }
    return known;
  }

  private List<RecordProperty> findProperties(Class<?> record) {
    AnnotatedType[] parameters = constructor(record).getAnnotatedParameterTypes();
    List<RecordProperty> properties = new ArrayList<>();
    RecordComponent[] components = record.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      boolean optional =
          BOXED.contains(component.getType())
              || parameters[i].isAnnotationPresent(Nullable.class)
              || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      @Nullable JsonPropertyDescription described = description(record, component.getName());
      properties.add(
          new RecordProperty(
              component.getName(),
              of(component.getGenericType()),
              optional,
              described == null ? "" : described.value(),
              component.getAccessor()));
    }
    return properties;
  }

  /**
   * From the field: an accessor that is written out does not inherit the component's annotations.
   */
  private static @Nullable JsonPropertyDescription description(Class<?> record, String component) {
    try {
      return record.getDeclaredField(component).getAnnotation(JsonPropertyDescription.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The canonical constructor of a record. */
  Constructor<?> constructor(Class<?> record) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no record: " + record, e);
    }
  }

  /** The static method that makes a record from one word instead of an object; or null. */
  @Nullable Method shortFormReader(Class<?> record) {
    return Arrays.stream(record.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 1)
        .findFirst()
        .orElse(null);
  }

  /** The method that gives the one word which stands for a record; or null. */
  @Nullable Method shortFormWriter(Class<?> record) {
    return Arrays.stream(record.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .findFirst()
        .orElse(null);
  }

  /** {@code TowerConfig} is a tower, {@code BatchSize} a batchSize. */
  static String thing(Class<?> type) {
    String name = type.getSimpleName();
    if (name.endsWith("Config") && name.length() > "Config".length()) {
      name = name.substring(0, name.length() - "Config".length());
    }
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static JsonForm choice(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(nameOf((Enum<?>) constant), constant);
    }
    return new JsonForm.Choice(thing(type), constants);
  }

  /** The name of a constant in JSON. */
  static String nameOf(Enum<?> constant) {
    try {
      @Nullable JsonProperty named =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return named == null ? constant.name() : named.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonForm scalars(Class<?> base) {
    Map<JsonForm, Class<?>> records = new LinkedHashMap<>();
    Map<String, Object> words = new LinkedHashMap<>();
    for (Class<?> permitted : base.getPermittedSubclasses()) {
      if (permitted.isEnum()) {
        for (Object constant : permitted.getEnumConstants()) {
          words.put(nameOf((Enum<?>) constant), constant);
        }
      } else {
        records.put(of(permitted.getRecordComponents()[0].getGenericType()), permitted);
      }
    }
    return new JsonForm.Scalars(records, new JsonForm.Choice(thing(base), words));
  }

  /**
   * The forms of a record that has several: its constructors and static methods with {@code
   * JsonCreator} and more than one parameter. Empty for a record with one form.
   */
  List<Executable> creators(Class<?> record) {
    return creators.computeIfAbsent(record, JsonForms::findCreators);
  }

  private static List<Executable> findCreators(Class<?> record) {
    return Stream.concat(
            Arrays.stream(record.getDeclaredConstructors()),
            Arrays.stream(record.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers())))
        .filter(creator -> creator.isAnnotationPresent(JsonCreator.class))
        .filter(creator -> creator.getParameterCount() > 1)
        .sorted(
            Comparator.comparing((Executable creator) -> creator instanceof Method)
                .thenComparing(Executable::getName))
        .toList();
  }

  /** The properties of one form of a record, as {@link #properties(Class)} for those of all. */
  List<RecordProperty> properties(Class<?> record, Executable creator) {
    return ofCreators.computeIfAbsent(creator, _ -> findProperties(record, creator));
  }

  private List<RecordProperty> findProperties(Class<?> record, Executable creator) {
    Map<String, RecordProperty> all = new LinkedHashMap<>();
    properties(record).forEach(property -> all.put(property.name(), property));
    List<RecordProperty> properties = new ArrayList<>();
    for (Parameter parameter : creator.getParameters()) {
      String name = parameter.getAnnotation(JsonProperty.class).value();
      RecordProperty property = Objects.requireNonNull(all.get(name), name);
      boolean optional =
          BOXED.contains(parameter.getType())
              || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
      properties.add(property.required(!optional));
    }
    return properties;
  }

  private static JsonForm variants(Class<?> base) {
    String discriminator = base.getAnnotation(JsonTypeInfo.class).property();
    SortedMap<String, Class<?>> types = new TreeMap<>();
    @Nullable JsonSubTypes listed = base.getAnnotation(JsonSubTypes.class);
    if (listed != null) {
      for (JsonSubTypes.Type type : listed.value()) {
        types.put(type.name(), type.value());
      }
    }
    return new JsonForm.Variants(base, thing(base), discriminator, types);
  }
}
