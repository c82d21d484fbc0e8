package dev.inlet.lake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * States of Step Functions, one after the other, most of which run a statement on Athena.
 *
 * <p>A state leads to the one that is added next, unless it says where it leads.
 */
final class Steps {
  private static final Pattern NAMED = Pattern.compile("\\$\\{[a-z_]+}");
  private static final String RUN = "arn:${partition}:states:::athena:startQueryExecution.sync";
  private static final String ANSWER = "arn:${partition}:states:::athena:getQueryResults";

  /** Athena takes few statements at a time, and a commit may meet another one. */
  private static final List<Object> RETRY =
      List.of(
          object(
              "ErrorEquals", List.of("States.TaskFailed"),
              "IntervalSeconds", 15,
              "MaxAttempts", 3,
              "BackoffRate", 2));

  private final Map<String, Object> states = new LinkedHashMap<>();
  private @Nullable Map<String, Object> open;

  /**
   * A statement, and the values that stand in the place of each of its {@code {}}.
   *
   * @param values paths into the data of the execution
   */
  record Statement(String text, List<String> values) {
    static Statement of(String text, String... values) {
      return new Statement(text, List.of(values));
    }

    private Map<String, Object> parameters() {
      return values.isEmpty()
          ? Map.of("QueryString", text)
          : Map.of(
              "QueryString.$",
              Stream.concat(Stream.of("'" + template() + "'"), values.stream())
                  .collect(Collectors.joining(", ", "States.Format(", ")")));
    }

    private String template() {
      var rest = NAMED.matcher(text).replaceAll("").replace("{}", "");
      if (rest.matches("(?s).*[{}\\\\].*")) {
        throw new IllegalArgumentException("it can't have values: " + text);
      }
      return text.replace("'", "\\'");
    }
  }

  /** What a choice looks at, and where it then leads. */
  record Rule(Map<String, Object> test, String next) {
    static Rule when(String path, String comparison, Object value, String next) {
      return new Rule(test(path, comparison, value), next);
    }

    /** When all of these hold. */
    @SafeVarargs
    static Rule all(String next, Map<String, Object>... tests) {
      return new Rule(object("And", List.of(tests)), next);
    }

    static Map<String, Object> test(String path, String comparison, Object value) {
      return object("Variable", path, comparison, value);
    }

    private Map<String, Object> state() {
      var rule = new LinkedHashMap<>(test);
      rule.put("Next", next);
      return rule;
    }
  }

  Map<String, Object> states() {
    return states;
  }

  /** Runs a statement to its end. */
  Steps run(String name, String text, String... values) {
    return add(name, statement(Statement.of(text, values), "ResultPath", null));
  }

  /** Runs a select, and takes the cells of its one row, none of which is null. */
  Steps ask(String name, String answer, String text, String... values) {
    var statement =
        statement(
            Statement.of(text, values),
            "ResultSelector",
            Map.of("id.$", "$.QueryExecution.QueryExecutionId"));
    statement.put("ResultPath", "$.asked");
    add(name, statement);
    var row = state("Task");
    row.put("Resource", ANSWER);
    row.put("Parameters", Map.of("QueryExecutionId.$", "$.asked.id"));
    row.put("Retry", RETRY);
    row.put("ResultSelector", Map.of("row.$", "$.ResultSet.Rows[1].Data[*].VarCharValue"));
    row.put("ResultPath", "$." + answer);
    return add(name + " (answer)", row);
  }

  /** Runs statements, some of them at the same time. */
  Steps each(String name, List<String> texts) {
    var list = state("Pass");
    list.put("Result", texts);
    list.put("ResultPath", "$.statements");
    add(name + " (list)", list);
    var run = statement(new Statement("", List.of()), "ResultPath", null);
    run.put("Parameters", object("QueryString.$", "$", "WorkGroup", "${workgroup}"));
    run.put("End", true);
    var one = name + " (one)";
    var map = state("Map");
    map.put("ItemsPath", "$.statements");
    map.put("MaxConcurrency", 4);
    map.put(
        "ItemProcessor",
        object(
            "ProcessorConfig", Map.of("Mode", "INLINE"),
            "StartAt", one,
            "States", Map.of(one, run)));
    map.put("ResultPath", null);
    return add(name, map);
  }

  /** Calls anything else of AWS. */
  Steps call(String name, String resource, Object parameters, Object selector, String answer) {
    var call = state("Task");
    call.put("Resource", "arn:${partition}:states:::aws-sdk:" + resource);
    call.put("Parameters", parameters);
    call.put("Retry", RETRY);
    call.put("ResultSelector", selector);
    call.put("ResultPath", "$." + answer);
    return add(name, call);
  }

  /** Sets a member of the data to a value. */
  Steps set(String name, String member, Object value) {
    var pass = state("Pass");
    pass.put("Result", value);
    pass.put("ResultPath", "$." + member);
    return add(name, pass);
  }

  /** Sets a member of the data to an object with one member, {@code is}, that is computed. */
  Steps compute(String name, String member, String expression) {
    var pass = state("Pass");
    pass.put("Parameters", Map.of("is.$", expression));
    pass.put("ResultPath", "$." + member);
    return add(name, pass);
  }

  /** Sets a member of the data to what is at a path. */
  Steps take(String name, String member, String path) {
    var pass = state("Pass");
    pass.put("InputPath", path);
    pass.put("ResultPath", "$." + member);
    return add(name, pass);
  }

  /** Leads on by the first rule that holds, or else to the state that is added next. */
  Steps choose(String name, Rule... rules) {
    var choice = state("Choice");
    choice.put("Choices", Stream.of(rules).map(Rule::state).toList());
    return add(name, choice);
  }

  Steps wait(String name, int seconds) {
    var wait = state("Wait");
    wait.put("Seconds", seconds);
    return add(name, wait);
  }

  Steps succeed(String name) {
    add(name, state("Succeed"));
    open = null;
    return this;
  }

  Steps fail(String name, String error, String cause) {
    var fail = state("Fail");
    fail.put("Error", error);
    fail.put("Cause", cause);
    add(name, fail);
    open = null;
    return this;
  }

  /** Leads from the state that was added last to this one. */
  Steps goTo(String name) {
    lead(name);
    open = null;
    return this;
  }

  private Steps add(String name, Map<String, Object> state) {
    lead(name);
    if (states.put(name, state) != null) {
      throw new IllegalArgumentException("there are two states " + name);
    }
    open = state;
    return this;
  }

  private void lead(String name) {
    if (open != null) {
      open.put("Choice".equals(open.get("Type")) ? "Default" : "Next", name);
    }
  }

  private static Map<String, Object> statement(
      Statement statement, String key, @Nullable Object value) {
    var task = state("Task");
    task.put("Resource", RUN);
    var parameters = new LinkedHashMap<>(statement.parameters());
    parameters.put("WorkGroup", "${workgroup}");
    task.put("Parameters", parameters);
    task.put("Retry", RETRY);
    task.put(key, value);
    return task;
  }

  private static Map<String, Object> state(String type) {
    return object("Type", type);
  }

  /** An object of JSON, its members in this order. */
  static Map<String, Object> object(Object... namesAndValues) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
