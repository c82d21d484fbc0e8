package dev.inlet.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a state machine as Step Functions does, as far as ours need it, and takes nothing that it
 * does not know: an unknown field, path or function fails.
 */
final class StepFunctions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STEPS_MAX = 5_000;
  private static final int DATA_BYTES_MAX = 256 << 10;

  /** What each type of state may say. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "Task",
          Set.of(
              "Type",
              "Resource",
              "Parameters",
              "ResultSelector",
              "ResultPath",
              "Retry",
              "Next",
              "End"),
          "Pass",
          Set.of("Type", "Parameters", "Result", "InputPath", "ResultPath", "Next"),
          "Choice",
          Set.of("Type", "Choices", "Default"),
          "Wait",
          Set.of("Type", "Seconds", "Next"),
          "Map",
          Set.of("Type", "ItemsPath", "MaxConcurrency", "ItemProcessor", "ResultPath", "Next"),
          "Succeed",
          Set.of("Type"),
          "Fail",
          Set.of("Type", "Error", "Cause"));

  /** What a task calls. */
  @FunctionalInterface
  interface Call {
    JsonNode answer(String resource, JsonNode parameters) throws IOException;
  }

  /** An execution that ended as failed. */
  static final class Failed extends IOException {
    Failed(String message) {
      super(message);
    }
  }

  private final JsonNode definition;
  private final Call call;

  StepFunctions(String definition, Call call) {
    try {
      this.definition = JSON.readTree(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    this.call = call;
    check(this.definition);
  }

  /** Each state has the fields that its type knows, leads to one that is there, and is led to. */
  private static void check(JsonNode machine) {
    var states = machine.required("States");
    var led = new TreeSet<String>();
    led.add(machine.required("StartAt").textValue());
    states
        .properties()
        .forEach(entry -> {
          var state = entry.getValue();
          var type = state.required("Type").textValue();
          state
              .fieldNames()
              .forEachRemaining(field -> {
                if (!FIELDS.getOrDefault(type, Set.of()).contains(field)) {
                  throw new IllegalArgumentException(entry.getKey() + " has " + field);
                }
              });
          boolean isLast = type.equals("Succeed") || type.equals("Fail") || state.has("End");
          if (!isLast) {
            led.add(state.required(type.equals("Choice") ? "Default" : "Next").textValue());
          }
          state.path("Choices").forEach(rule -> led.add(rule.required("Next").textValue()));
          if (entry.getKey().length() > 80) {
            throw new IllegalArgumentException("its name is too long: " + entry.getKey());
          }
          if (state.has("ItemProcessor")) {
            check(state.get("ItemProcessor"));
          }
        });
    var known = new TreeSet<String>();
    states.fieldNames().forEachRemaining(known::add);
    if (!known.equals(led)) {
      throw new IllegalArgumentException("states are " + known + ", and led to are " + led);
    }
  }

  JsonNode states() {
    return definition.required("States");
  }

  /** Runs an execution to its end; returns how many states it went through. */
  int run(String input, String startTime) throws IOException {
    var context =
        JSON.createObjectNode()
            .set(
                "Execution",
                JSON.createObjectNode().put("Id", "execution:1").put("StartTime", startTime));
    ((ObjectNode) context).putObject("StateMachine").put("Id", "machine");
    return run(definition, new Data(JSON.readTree(input), context)).steps;
  }

  private record Data(JsonNode input, JsonNode context) {}

  private record End(JsonNode output, int steps) {}

  private End run(JsonNode machine, Data start) throws IOException {
    var data = start;
    var name = machine.required("StartAt").textValue();
    for (int step = 1; step < STEPS_MAX; step++) {
      var state = machine.get("States").required(name);
      switch (state.get("Type").textValue()) {
        case "Succeed" -> {
          return new End(data.input, step);
        }
        case "Fail" -> throw new Failed(name + ": " + state.get("Cause"));
        case "Choice" -> {
          name = choose(state, data);
          continue;
        }
        case "Wait" -> {}
        case "Pass" -> data = with(data, state, passed(state, data));
        case "Task" -> data = with(data, state, called(state, data));
        case "Map" -> data = with(data, state, mapped(state, data));
        default -> throw new IllegalStateException(name);
      }
      if (data.input.toString().length() > DATA_BYTES_MAX) {
        throw new IllegalStateException(name + " has too much data");
      }
      if (state.has("End")) {
        return new End(data.input, step);
      }
      name = state.get("Next").textValue();
    }
    throw new IllegalStateException("it does not end");
  }

  private static JsonNode passed(JsonNode state, Data data) {
    if (state.has("Result")) {
      return state.get("Result");
    }
    return state.has("Parameters")
        ? template(state.get("Parameters"), data)
        : found(state.required("InputPath").textValue(), data);
  }

  private JsonNode called(JsonNode state, Data data) throws IOException {
    var answer =
        call.answer(
            state.required("Resource").textValue(), template(state.required("Parameters"), data));
    return state.has("ResultSelector")
        ? template(state.get("ResultSelector"), new Data(answer, data.context))
        : answer;
  }

  private JsonNode mapped(JsonNode state, Data data) throws IOException {
    var all = JSON.createArrayNode();
    for (var item : found(state.required("ItemsPath").textValue(), data)) {
      all.add(run(state.required("ItemProcessor"), new Data(item, data.context)).output);
    }
    return all;
  }

  /** The data, with a result where the state wants it. */
  private static Data with(Data data, JsonNode state, JsonNode result) {
    var path = state.required("ResultPath");
    if (path.isNull()) {
      return data;
    }
    var member = path.textValue().substring("$.".length());
    if (!member.matches("[a-z]+")) {
      throw new IllegalArgumentException("a result goes to " + path);
    }
    var changed = (ObjectNode) data.input.deepCopy();
    changed.set(member, result);
    return new Data(changed, data.context);
  }

  private static String choose(JsonNode state, Data data) {
    for (var rule : state.get("Choices")) {
      if (holds(rule, data)) {
        return rule.get("Next").textValue();
      }
    }
    return state.get("Default").textValue();
  }

  private static boolean holds(JsonNode rule, Data data) {
    if (rule.has("And")) {
      for (var part : rule.get("And")) {
        if (!holds(part, data)) {
          return false;
        }
      }
      return true;
    }
    var fields = new TreeSet<String>();
    rule.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(Set.of("Variable", "Next"));
    var test = fields.first();
    var wanted = rule.get(test);
    var value = find(rule.required("Variable").textValue(), data);
    if (test.equals("IsPresent")) {
      return (value != null) == wanted.booleanValue();
    }
    if (value == null) {
      throw new IllegalArgumentException("there is no " + rule.get("Variable"));
    }
    return switch (test) {
      case "IsNumeric" -> value.isNumber() == wanted.booleanValue();
      case "IsBoolean" -> value.isBoolean() == wanted.booleanValue();
      case "StringEquals" -> value.textValue().equals(wanted.textValue());
      case "StringEqualsPath" ->
          value.textValue().equals(found(wanted.textValue(), data).textValue());
      case "BooleanEquals" -> value.isBoolean() && value.equals(wanted);
      case "NumericLessThan" -> value.intValue() < wanted.intValue();
      case "NumericLessThanPath" -> value.intValue() < found(wanted.textValue(), data).intValue();
      default -> throw new IllegalArgumentException("a choice by " + test);
    };
  }

  private static JsonNode template(JsonNode template, Data data) {
    if (!template.isObject()) {
      return template;
    }
    var made = JSON.createObjectNode();
    template
        .properties()
        .forEach(member -> {
          var name = member.getKey();
          if (name.endsWith(".$")) {
            made.set(
                name.substring(0, name.length() - 2),
                new Expression(member.getValue().textValue(), data).value());
          } else {
            made.set(name, template(member.getValue(), data));
          }
        });
    return made;
  }

  private static JsonNode found(String path, Data data) {
    var value = find(path, data);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + path);
    }
    return value;
  }

  private static @Nullable JsonNode find(String path, Data data) {
    boolean isContext = path.startsWith("$$");
    JsonNode at = isContext ? data.context : data.input;
    var rest = path.substring(isContext ? 2 : 1);
    while (!rest.isEmpty() && at != null) {
      if (rest.startsWith("[*].")) {
        var member = rest.substring(4);
        if (!member.matches("[A-Za-z]+")) {
          throw new IllegalArgumentException(path);
        }
        var all = JSON.createArrayNode();
        at.forEach(each -> {
          if (each.has(member)) {
            all.add(each.get(member));
          }
        });
        return all;
      } else if (rest.matches("\\[\\d+].*")) {
        int end = rest.indexOf(']');
        at = at.get(Integer.parseInt(rest.substring(1, end)));
        rest = rest.substring(end + 1);
      } else if (rest.matches("\\.[A-Za-z]+.*")) {
        var name = rest.substring(1).replaceFirst("[^A-Za-z].*", "");
        at = at.get(name);
        rest = rest.substring(1 + name.length());
      } else {
        throw new IllegalArgumentException(path);
      }
    }
    return at == null || at instanceof NullNode ? null : at;
  }

  /** A path, a number, a text, or a function of these. */
  private static final class Expression {
    private final String text;
    private final Data data;
    private int at;

    Expression(String text, Data data) {
      this.text = text;
      this.data = data;
    }

    JsonNode value() {
      var value = next();
      if (at != text.length()) {
        throw new IllegalArgumentException("what follows is not known: " + text.substring(at));
      }
      return value;
    }

    private JsonNode next() {
      if (text.startsWith("States.", at)) {
        int end = text.indexOf('(', at);
        var name = text.substring(at, end);
        at = end;
        var arguments = new ArrayList<JsonNode>();
        do {
          at++;
          while (text.charAt(at) == ' ') {
            at++;
          }
          arguments.add(next());
        } while (text.charAt(at) == ',');
        at++;
        return function(name, arguments);
      } else if (text.charAt(at) == '\'') {
        return quoted();
      }
      int end = at;
      while (end < text.length() && ",) ".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      var word = text.substring(at, end);
      at = end;
      return word.startsWith("$")
          ? found(word, data)
          : JSON.getNodeFactory().numberNode(Integer.parseInt(word));
    }

    private JsonNode quoted() {
      var value = new StringBuilder();
      for (at++; text.charAt(at) != '\''; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return JSON.getNodeFactory().textNode(value.toString());
    }

    private static JsonNode function(String name, List<JsonNode> arguments) {
      var factory = JSON.getNodeFactory();
      return switch (name) {
        case "States.Format" -> {
          var parts = (arguments.getFirst().textValue() + " ").split("\\{}", -1);
          if (parts.length != arguments.size()) {
            throw new IllegalArgumentException("of " + (parts.length - 1) + ": " + arguments);
          }
          var text = new StringBuilder(parts[0]);
          for (int i = 1; i < parts.length; i++) {
            text.append(arguments.get(i).asText()).append(parts[i]);
          }
          yield factory.textNode(text.toString().stripTrailing());
        }
        case "States.MathAdd" ->
            factory.numberNode(arguments.get(0).intValue() + arguments.get(1).intValue());
        case "States.ArrayLength" -> factory.numberNode(((ArrayNode) arguments.get(0)).size());
        case "States.ArrayGetItem" -> arguments.get(0).required(arguments.get(1).intValue());
        case "States.StringToJson" -> {
          try {
            yield JSON.readTree(arguments.get(0).textValue());
          } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
          }
        }
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  /** The rows of a select as Athena gives them: names first. */
  static JsonNode rows(List<List<@Nullable String>> rows) {
    var all = new ArrayList<List<@Nullable String>>(rows);
    all.addFirst(List.of("name"));
    var result = new LinkedHashMap<String, Object>();
    result.put(
        "Rows",
        all.stream()
            .map(row ->
                Map.of(
                    "Data",
                    row.stream()
                        .map(cell -> cell == null ? Map.of() : Map.of("VarCharValue", cell))
                        .toList()))
            .toList());
    return JSON.valueToTree(Map.of("ResultSet", result));
  }
}
